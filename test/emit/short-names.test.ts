import { describe, expect, it } from 'vitest'
import { withShortNames } from '../../src/emit/short-names.js'

const fragments = [
  '# flux_put FILE: _path says where\nflux_put() {\n\t_path=$1\n\tflux_read <"$_path" && "$2" flux_as_user\n}\n',
  'flux_read() {\n\tread -r _ _line\n\techo "$_line" $((_count + 1)) a_b /_no\n}\nflux_undo_file() {\n\tflux_undo_"$_path"\n}\n',
]

describe('short names of the runtime', () => {
  it('take the place of functions and local variables, everywhere alike', () => {
    const [put, read] = withShortNames({ fragments, steps: [] }).fragments
    expect(put).toBe('# a FILE: a says where\na() {\n\ta=$1\n\tb <"$a" && "$2" flux_as_user\n}\n')
    expect(read).toContain('b() {\n\tread -r _ b\n\techo "$b" $((c + 1)) a_b /_no\n}')
  })

  it('leave what a journal and the steps name, data of the steps above all', () => {
    const step = "t_step() {\n\tunit='reload ssh'\n\tflux_put /etc/motd <<'FLUX'\nflux_read $_line\nFLUX\n}"
    const { fragments: texts, steps } = withShortNames({ fragments, steps: [step] })
    const [put, read] = texts
    expect(steps).toEqual([step.replace('flux_put', 'a')])
    expect(put).toContain('a() {\n\ta=$1\n\tflux_read <"$a"')
    expect(read).toContain('read -r _ _line')
    expect(read).toContain('flux_undo_file() {\n\tflux_undo_"$a"')
  })

  it('leave a step alone whose beginning is not the one that is known, and what it calls', () => {
    const step = 't_step() {\n\tif true\n\tflux_put /etc/motd\n}'
    const { fragments: texts, steps } = withShortNames({ fragments, steps: [step] })
    expect(steps).toEqual([step])
    expect(texts[0]).toContain('flux_put() {')
  })

  it('leave what data names like a function, also where that is called', () => {
    const step = "t_step() {\n\tflux_put /etc/motd <<'FLUX'\n\tflux_put\nFLUX\n}"
    const { fragments: texts, steps } = withShortNames({ fragments, steps: [step] })
    expect(steps).toEqual([step])
    expect(texts[0]).toContain('flux_put() {')
  })
})
