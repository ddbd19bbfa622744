import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import { conditionVerb, conditionWords } from '../ir/condition.js'
import { functionOf, moduleOf } from '../ir/id.js'
import type { Plan } from '../ir/plan.js'
import type { Step } from '../ir/step.js'
import { Remark, Shell, Word } from '../ir/word.js'
import { controlIds } from './controls.js'
import { commentText } from './quote.js'
import { withShortNames } from './short-names.js'
import { render } from './templates.js'

/** shellcheck's optional checks that the scripts do without, each with the reason that stands beside it. */
const disabledChecks = [
  { code: 'SC2250', reason: 'SC2250: braces only where they are needed, for user data has to be small' },
  { code: 'SC2317', reason: 'SC2317: steps and undo functions are called by names from the index and the journal' },
  { code: 'SC2312', reason: 'SC2312: where a command substitution may fail, its empty output is the answer' },
  { code: 'SC2016', reason: 'SC2016: what stands in single quotes is data and is not to be expanded' },
  { code: 'SC2249', reason: 'SC2249: a case without a default does nothing by default' },
]

/** A row of the index: what a reviewer sees of a step, and what the run is driven by. */
export function indexRow(step: Step): string {
  const touches = step.touches.map((path) => path.replaceAll('|', ' ')).join(' ')
  return commentText([step.id, controlIds(step.controls), step.risk, step.undo, touches || '-'].join(' | '))
}

/** One function of the script, with the comment that a reviewer judges it by. */
function stepText(step: Step): string {
  return render('step', {
    id: new Remark(step.id),
    title: new Remark(step.title),
    why: new Remark(step.why),
    facts: new Remark(
      [
        `risk: ${step.risk}`,
        `undo: ${step.undo}`,
        ...(step.controls.length > 0 ? [controlIds(step.controls)] : []),
      ].join('; '),
    ),
    name: new Shell(functionOf(step.id)),
    condition: step.when && { verb: new Shell(conditionVerb(step.when)), words: conditionWords(step.when) },
    notifies: step.notifies && new Word(`${step.notifies.how} ${step.notifies.unit}`),
    call: new Shell(render(`kinds/${step.kind}`, step.view).replace(/\n+$/, '')),
  }).trimEnd()
}

/** A line that is a comment and nothing else, or that is empty. */
const silentLine = /^(\t*# .*)?\n/gm

/** A step without its comments. */
function silentStep(step: Step): string {
  return stepText(step).replace(/^(# .*\n)+/, '')
}

/** The plan for forms that have to be small: short names, no ids of controls in its index, no comments at its steps. */
function shortened(plan: Plan): { readonly plan: Plan; readonly step: (step: Step) => string } {
  const { fragments, steps } = withShortNames({
    fragments: plan.runtime.map(({ text }) => text),
    steps: plan.steps.map(silentStep),
  })
  const texts = new Map(plan.steps.map((step, index) => [step.id, steps[index]]))
  return {
    plan: {
      ...plan,
      steps: plan.steps.map((step) => ({ ...step, controls: [] })),
      runtime: plan.runtime.map((fragment, index) => ({ ...fragment, text: fragments[index] ?? fragment.text })),
    },
    step: (step) => texts.get(step.id) ?? silentStep(step),
  }
}

/** The shortened script of a plan with the runtime's comments and indentation. */
export function emitShort(plan: Plan): string {
  const short = shortened(plan)
  return print(short.plan, { step: short.step, isBare: false })
}

/** The shortened script of a plan without comments, headings, indentation and most of its usage: to be packed, never to be reviewed, linted, shown to an auditor. */
export function emitBare(plan: Plan): string {
  const short = shortened(plan)
  const runtime = short.plan.runtime.map((fragment) => ({
    ...fragment,
    text: fragment.text.replace(silentLine, '').replace(/^\t+/gm, ''),
  }))
  return print({ ...short.plan, runtime }, { step: short.step, isBare: true })
}

/** The script of a plan: the text that is reviewed and run. Same plan, same bytes. */
export function emit(plan: Plan): string {
  return print(plan, { step: stepText, isBare: false })
}

/** How a script is printed: its steps, and whether headings, reasons and most of the usage are left out. */
interface Style {
  readonly step: (step: Step) => string
  readonly isBare: boolean
}

/** The runtime of the script before, with its digest: a thousand hosts have mostly the same, and to hash it takes a third of the time. */
let hashed = { runtime: '', digest: '' }

function digestOf(runtime: string): string {
  if (hashed.runtime !== runtime) hashed = { runtime, digest: bytesToHex(sha256(utf8ToBytes(runtime))) }
  return hashed.digest
}

function print(plan: Plan, { step: printStep, isBare }: Style): string {
  const runtime = plan.runtime.map((fragment) => fragment.text.trim()).join(isBare ? '\n' : '\n\n')
  const sections = [...new Set(plan.steps.map((step) => moduleOf(step.id)))].map((module) => ({
    title: new Remark(module),
    steps: plan.steps.filter((step) => moduleOf(step.id) === module).map((step) => new Shell(printStep(step))),
  }))
  return render('script', {
    workflow: new Remark(plan.workflow),
    workflowName: new Shell(plan.workflow.replace(/[^A-Za-z0-9._-]/g, '-')),
    digest: new Remark(plan.settingsDigest),
    disabled: new Shell(disabledChecks.map((check) => check.code).join(',')),
    isBare,
    reasons: (isBare ? [] : disabledChecks).map((check) => new Remark(check.reason)),
    index: new Word(`\n${plan.steps.map(indexRow).join('\n')}\n`),
    name: new Word(plan.workflow),
    settings: new Word(plan.settingsDigest),
    modules: new Word(plan.modules.join(' ')),
    targets: new Word(plan.targets.join(' ')),
    sections,
    runtime: new Shell(runtime),
    runtimeDigest: new Remark(digestOf(runtime)),
  })
}
