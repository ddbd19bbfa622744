// What a traced command changed: reads the logs of strace -ff that `changes` has had written, one a process.
//   changes.mjs calls                    the system calls that can change something, as strace wants them
//   changes.mjs of FOLDER PID OUTPUT     which starts changed the machine; OUTPUT is where the command's own words go
// What is not known to leave the machine as it is counts as a change.
import { readFileSync } from 'node:fs'

const writes = [
  'write',
  'writev',
  'pwrite64',
  'ftruncate',
  'fchmod',
  'fchown',
  'fsetxattr',
  'fallocate',
  'copy_file_range',
  'sendfile',
]
const names =
  'creat rename renameat renameat2 unlink unlinkat mkdir mkdirat rmdir link linkat symlink symlinkat chmod fchmodat chown lchown fchownat truncate setxattr lsetxattr removexattr lremovexattr utimensat mknod mknodat mount umount2'.split(
    ' ',
  )
const messages = ['connect', 'sendto', 'sendmsg', 'sendmmsg']
const others = ['kill', 'sethostname', 'init_module', 'finit_module', 'delete_module']
const opens = ['open', 'openat']

/** Where nothing lies that another run reads: pipes, devices, logs, locks, processes' own files, what is gone when its maker is. */
const passing =
  /^(pipe:|anon_inode:|\/dev\/|\/proc\/(self|\d+)\/|\/var\/log\/|\/tmp\/|\/run\/(flux|ufw|xtables)\.lock|\/var\/lib\/dpkg\/lock)/

/** Programs that ask and change nothing, whatever they send to whom they ask. */
const asking = [
  /^systemctl (--\S+ )*(show|cat|status|is-\S+|list-\S+)\b/,
  /^(ss|getent|loginctl|id|stat|dpkg-query|findmnt|networkctl) /,
  /^ip6?tables (-w )?-[LS]\b/,
  /^nft (-\S+ )*list\b/,
  /^ip (-\S+ )*(route|addr|address|link)( show| get|$)/,
]

/** The strings of a C literal's list: `["sh", "-c"]`. */
const strings = (text) => [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1])

/** Whether a line of strace's is a change, for a process that runs this program. */
function changes(call, line, program, output) {
  const lasting = (path) => path !== undefined && path !== output && !passing.test(path)
  if (opens.includes(call)) {
    if (!/O_CREAT|O_TRUNC|O_RDWR/.test(line)) return false
    return lasting(/= \d+<(.*)>$/.exec(line)?.[1] ?? strings(line)[0])
  }
  if (messages.includes(call)) return !asking.some((one) => one.test(program))
  if (call === 'kill') return !/, 0\)/.test(line)
  if (writes.includes(call)) {
    const path = /\(\d+<(.*?)>/.exec(line)?.[1]
    return path?.startsWith('socket:') ? !asking.some((one) => one.test(program)) : lasting(path)
  }
  if (names.includes(call)) return strings(line).some(lasting) || strings(line).length === 0
  return others.includes(call)
}

/** What one process did: the processes that it started, in order, and whether it changed something behind which of them. */
function account(folder, pid, program, output) {
  const starts = []
  const changed = new Set()
  for (const line of readFileSync(`${folder}/of.${pid}`, 'utf8').split('\n')) {
    const call = /^(\w+)\(/.exec(line)?.[1]
    const result = /\) += (-?\d+)/.exec(line)?.[1]
    if (call === undefined || result === undefined || result.startsWith('-')) continue
    if (call === 'execve') {
      const words = strings(line.slice(line.indexOf('[')))
      program = [words[0]?.replace(/.*\//, ''), ...words.slice(1)].join(' ')
    } else if (/^(clone3?|v?fork)$/.test(call)) {
      starts.push({ call, pid: /\/\* (\d+) in strace/.exec(line)?.[1] ?? result, program })
    } else if (changes(call, line, program, output)) changed.add(starts.length)
  }
  return { starts, changed }
}

/** Whether this process or one that it started changed something. */
function changedByTree(folder, { pid, program }, output) {
  const { starts, changed } = account(folder, pid, program, output)
  return changed.size > 0 || starts.some((start) => changedByTree(folder, start, output))
}

function main(what, ...files) {
  if (what === 'calls') return [[...writes, ...names, ...messages, ...others, ...opens].join()]
  const [folder, pid, output] = files
  const { starts, changed } = account(folder, pid, '', output)
  return [
    `starts ${starts.map((start) => start.call).join(' ')}`,
    ...starts.flatMap((start, index) => (changedByTree(folder, start, output) ? [`start ${index + 1}`] : [])),
    ...[...changed].map((index) => `itself ${index}`),
  ]
}

console.log(main(...process.argv.slice(2)).join('\n'))
