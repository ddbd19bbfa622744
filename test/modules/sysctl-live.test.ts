import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { eachShell, runScript } from '../emit/shells.js'
import { compiled } from '../golden/settings.js'

/**
 * Parameters of several digits and of several words. The kernel gives a value to the first read of /proc/sys only, so a
 * shell whose `read` takes a byte at a time, as dash's does, sees the first digit and no more.
 */
const keys = [
  'kernel.randomize_va_space',
  'kernel.pid_max',
  'vm.max_map_count',
  'kernel.printk',
  'kernel.sem',
  'net.core.somaxconn',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_rmem',
]
const live = Object.fromEntries(
  keys.flatMap((key) => {
    const file = `/proc/sys/${key.replaceAll('.', '/')}`
    return existsSync(file) ? [[key, readFileSync(file, 'utf8').trim().replace(/\s+/g, ' ')]] : []
  }),
)

/** A script whose only step is that these values are live, and whose probe only tells what it would change. */
function probing(parameters: Readonly<Record<string, unknown>>): string {
  const sysctl = { preset: 'custom', core_dumps: true, blocked_modules: [], parameters }
  const { script } = compiled({ modules: ['sysctl'], values: { sysctl } })
  const probe = [
    'flux_put() { :; }',
    'flux_differs() { printf "%s\\n" "differs: $*"; return 1; }',
    'sysctl_parameters && printf "%s\\n" "$note"',
  ]
  return script.replace('main "$@"', probe.join('\n'))
}

describe.skipIf(Object.keys(live).length === 0)('the probe of kernel parameters', () => {
  it.each(eachShell)('in %s finds nothing to do when they have the values wanted', (_name, shell) => {
    const { stdout, stderr } = runScript(shell, probing(live), [])
    expect(stderr).toBe('')
    expect(stdout.toString().trim()).toBe('')
  })

  it.each(eachShell)('in %s sees another value, in the last digit and in the last word too', (_name, shell) => {
    for (const [key, value] of Object.entries(live)) {
      const other = value.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
      const { stdout } = runScript(shell, probing({ [key]: other }), [])
      expect(stdout.toString(), `${key} = ${other}, live ${value}`).toContain(key)
    }
  })
})
