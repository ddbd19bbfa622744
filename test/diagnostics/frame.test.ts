import { describe, expect, it } from 'vitest'
import { fill } from '../../src/diagnostics/fill.js'
import { codeFrame, masked, rendered } from '../../src/diagnostics/frame.js'

const span = (line: number, column: number, length: number) => ({ file: 'flux.toml', line, column, length })

describe('fill', () => {
  const hints = ['near: %near%', 'known: %known%', 'read the manual']
  it.each([
    ['the first hint, if it can be filled', { name: 'a', near: 'b', known: 'c' }, 'near: b'],
    ['the next, if not', { name: 'a', near: undefined, known: 'c' }, 'known: c'],
    ['the last, which needs nothing', { name: 'a' }, 'read the manual'],
  ])('takes %s', (_, values, hint) => {
    expect(fill('FLX001', 'error', 'no %name%', hints, values, {})).toMatchObject({ message: 'no a', hint })
  })

  it('leaves percent signs in values alone', () => {
    expect(fill('FLX001', 'error', '%a% %b%', [], { a: '%b%', b: '$&' }, {}).message).toBe('%b% $&')
  })
})

describe('codeFrame', () => {
  it.each([
    ['one character', 'port = 0', span(1, 8, 1), '> 1 | port = 0\n    |        ^'],
    ['windows’ line ends', 'a = 1\r\nport = 0\r\n', span(2, 1, 4), '> 2 | port = 0\n    | ^^^^'],
    ['the first of several lines', 'x = [\n1]', span(1, 5, 5), '> 1 | x = [\n    |     ^'],
    ['no control characters', 'x = "\u001b[31m\u202e"', span(1, 1, 1), '> 1 | x = "\ufffd[31m\ufffd"\n    | ^'],
  ])('shows %s', (_, text, at, wanted) => {
    expect(codeFrame(text, at)).toBe(wanted)
  })
})

describe('masked', () => {
  it('hides a secret over several lines and keeps all positions', () => {
    expect(masked('a = 1\nb = """x\ny"""\nc', [span(2, 5, 9)])).toBe('a = 1\nb = ****\n****\nc')
  })
})

describe('rendered', () => {
  it('names the flag or variable where there is no line', () => {
    const diagnostic = { code: 'FLX004', severity: 'error', message: 'no', from: '--port' } as const
    expect(rendered(diagnostic, () => undefined)).toBe('error FLX004: no\n  --port')
  })

  it('shows what else matters, and where', () => {
    const related = [{ message: 'first named here', span: span(1, 2, 3) }]
    const diagnostic = { code: 'FLX202', severity: 'error', message: 'twice', related, hint: 'keep one' } as const
    expect(rendered(diagnostic, () => undefined)).toBe(
      'error FLX202: twice\n  first named here (flux.toml:1:2)\n  hint: keep one',
    )
  })
})
