import { readFileSync } from 'node:fs'
import { run } from './program.js'

const { stdout, stderr, env } = process

// A reader that has seen enough, such as head(1), is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const colour = stderr.isTTY === true && stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'

run(process.argv.slice(2), {
  cwd: process.cwd(),
  environment: env,
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  input: () => readFileSync(0, 'utf8'),
  colour,
  width: Math.min(stderr.columns ?? 80, 100),
}).then((code) => {
  process.exitCode = code
})
