import type { Plan } from '../ir/plan.js'

/** Version of the JSON form; another number means that a reader has to be changed. */
const format = 1

/** A plan as JSON: what the script does, step by step, without the shell. */
export function planJson(plan: Plan): string {
  const steps = plan.steps.map((step) => ({
    id: step.id,
    kind: step.kind,
    title: step.title,
    why: step.why,
    controls: step.controls.map(({ number, title, why, references, risk }) => ({
      number,
      title,
      why,
      references,
      risk,
    })),
    risk: step.risk,
    undo: step.undo,
    touches: step.touches,
    needs: step.needs,
    notifies: step.notifies ?? null,
    when: step.when ?? null,
    origin: step.origin,
  }))
  const { workflow, modules, settingsDigest, targets } = plan
  return `${JSON.stringify({ format, workflow, modules, settings_sha256: settingsDigest, targets, steps }, null, 2)}\n`
}
