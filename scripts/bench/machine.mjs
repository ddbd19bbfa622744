// The second run of security.sh on a booted Debian: processes started and time. Uses bats/systems; its machine is bench-PID.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const system = 'debian-12'
const tools = ['systemd-nspawn', 'mmdebstrap', 'strace', 'nsenter']

const processes = { what: 'second run of security.sh: processes', budget: 40, unit: 'started' }
const seconds = { what: 'second run of security.sh: time', budget: 0.2, unit: 's' }

/** Why no machine can be booted here; undefined if one can. */
function hindrance(root) {
  if (process.getuid?.() !== 0) return 'root is needed'
  if (!existsSync(join(root, 'generated/security.sh'))) return 'no generated/security.sh: flux build first'
  const absent = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0)
  return absent.length > 0 ? `not installed: ${absent.join(' ')}` : undefined
}

/** Calls that started a process; threads are none, and a call that strace prints in two parts is one. */
function countStarts(calls) {
  return calls.split('\n').filter((line) => /\b(clone3?|v?fork)\(/.test(line) && !line.includes('CLONE_THREAD')).length
}

function measure(root, name) {
  const home =
    process.env.FLUX_SYSTEMS_HOME ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'flux/systems')
  const env = { ...process.env, FLUX_SYSTEMS_QUIET: '1', FLUX_SYSTEMS_OWNER: String(process.pid) }
  const verb = (name, ...args) => {
    const ran = spawnSync(join(root, 'bats/systems/bin', name), args, {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return { status: ran.status, said: `${ran.stdout}${ran.stderr}`.trim() }
  }
  const last = ({ said }) => said.split('\n').at(-1)
  try {
    const booted = verb('boot', system, name)
    if (booted.status !== 0) return { missing: `boot: ${last(booted)}` }
    copyFileSync(join(root, 'generated/security.sh'), join(home, 'run', name, 'root/root/flux.sh'))
    const first = verb('exec', name, 'sh', '/root/flux.sh', '--apply')
    if (first.status !== 0) return { missing: `the first run failed: ${last(first)}` }
    const times = Array.from({ length: 9 }, () => {
      const { said } = verb('exec', name, 'bash', '-c', 'TIMEFORMAT=%R; time sh /root/flux.sh >/dev/null 2>&1')
      return Number(said)
    })
    verb('kill-at', name, '65535', '--call', 'clone,clone3,fork,vfork', '--deep', 'sh', '/root/flux.sh')
    const calls = readFileSync(join(home, 'run', name, 'kill-at.calls'), 'utf8')
    return { time: times.toSorted((a, b) => a - b)[4], starts: countStarts(calls) }
  } catch (error) {
    return { missing: error.message }
  } finally {
    verb('stop', name, '--now')
  }
}

export function measureMachine(root) {
  const why = hindrance(root)
  const { missing, time, starts } = why === undefined ? measure(root, `bench-${process.pid}`) : { missing: why }
  if (missing !== undefined)
    return [
      { ...processes, missing },
      { ...seconds, missing },
    ]
  return [
    { ...processes, value: starts },
    { ...seconds, value: time },
  ]
}
