// vm-shell.mjs SOCKET PID COMMAND...: runs it in a virtual machine over the serial line SOCKET, where a root shell listens. Standard input,
// output, error and the status are the command's. All travels as base64, and there is an answer to each piece sent: a serial line
// drops what nobody reads in time. If the command writes "cut" to that line, the process PID (qemu) is killed at once, and that is the
// end: status 0, "the power was cut".
// Environment: FLUX_SHELL_TIMEOUT  seconds until the shell has to answer (300)
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'

const [socketPath, qemu, ...words] = process.argv.slice(2)
const tag = `${process.pid}x${Date.now()}`
const piece = 24_000
let received = ''
let wake = () => {}

// fail: ends with the status that no test expects from a machine.
function fail(why) {
  console.error(`systems: ${why}`)
  process.exit(70)
}

// quoted: a word as the shell reads it.
const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`

// something: waits until something comes in, or so many milliseconds.
const something = (milliseconds) =>
  new Promise((done) => {
    const timer = setTimeout(done, milliseconds)
    wake = () => {
      clearTimeout(timer)
      done()
    }
  })

// until: waits until the line has said what `pattern` matches (short, with the flag g), and takes everything up to there off it:
// what came before, and the match.
async function until(pattern, seconds) {
  const end = Date.now() + seconds * 1000
  for (let looked = 0; ; ) {
    pattern.lastIndex = Math.max(0, looked - 200)
    looked = received.length
    const match = pattern.exec(received)
    if (match) {
      const before = received.slice(0, match.index)
      received = received.slice(match.index + match[0].length)
      return { before, match }
    }
    if (Date.now() > end) return undefined
    await something(500)
  }
}

// connected: the line; qemu serves one connection at a time.
function connected() {
  const line = connect(socketPath)
  line.setEncoding('latin1')
  line.on('data', (text) => {
    received += text
    wake()
  })
  line.on('error', (error) => fail(`the machine's shell: ${error.message}`))
  line.on('close', () => fail('the machine is gone'))
  return line
}

// greet: until a shell answers that neither echoes nor prompts. Whatever an abandoned command left there is ended. The first shell of a
// boot is bash, which edits lines: it is replaced.
async function greet(line) {
  const end = Date.now() + Number(process.env.FLUX_SHELL_TIMEOUT || 300) * 1000
  for (let round = 0; Date.now() < end; round++) {
    line.write('\x03\x15\n')
    line.write(
      `stty -echo; PS1= PS2=; mkdir -p /run/serial; cd /; echo "hel""lo-${tag}-${round}-\${BASH_VERSION:+bash}"\n`,
    )
    const found = await until(new RegExp(`hello-${tag}-${round}-(bash|)\r?\n`, 'g'), 4)
    if (found?.match[1] === '') return
    line.write('exec sh\n')
  }
  fail('no shell answers in the machine')
}

// put: the bytes become the machine's file.
async function put(line, file, bytes) {
  for (let at = 0; at === 0 || at < bytes.length; at += piece) {
    const text = bytes
      .subarray(at, at + piece)
      .toString('base64')
      .replace(/.{1000}/g, '$&\n')
    line.write(`base64 -d ${at ? '>>' : '>'}${file} <<E\n${text}\nE\necho "got""-${at}"\n`)
    if (!(await until(new RegExp(`got-${at}\r?\n`, 'g'), 60))) fail('the machine stopped reading')
  }
}

// bytes: what a file was that came as lines of base64.
const bytes = (text) => gunzipSync(Buffer.from(text, 'base64'))

const input = process.stdin.isTTY ? Buffer.alloc(0) : readFileSync(0)
const line = connected()
await greet(line)
await put(line, '/run/serial/command', Buffer.from(`exec ${words.map(quoted).join(' ')}\n`))
if (input.length) await put(line, '/run/serial/in', input)
const from = input.length ? '/run/serial/in' : '/dev/null'
line.write(
  `setsid -w sh /run/serial/command <${from} >/run/serial/out 2>/run/serial/err; echo "-sta""tus-$?-"; ` +
    'gzip -1 </run/serial/err | base64; echo "-er""r-"; gzip -1 </run/serial/out | base64; echo "-ou""t-"\n',
)
const [, status] = (await until(/-status-(\d+)-\r?\n|cut\r?\n/g, 86_400)).match
if (status === undefined) {
  process.kill(Number(qemu), 'SIGKILL')
  console.log('the power was cut')
  process.exit(0)
}
const errors = await until(/-err-\r?\n/g, 300)
const output = errors && (await until(/-out-\r?\n/g, 600))
if (!output) fail('the machine stopped talking')
process.stderr.write(bytes(errors.before))
process.stdout.write(bytes(output.before), () => process.exit(Number(status)))
