// compiled.cjs COMMAND CACHE: runs the command's usual work, unheard, and keeps what V8 has compiled by then.
const { readFileSync, writeFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const { Script } = require('node:vm')

const [, , command, cache] = process.argv
const text = readFileSync(command, 'latin1')
const script = new Script(text.slice(text.lastIndexOf('\n//') + 3), { filename: command })
process.argv = [process.execPath, command, 'workflow', 'security']
process.on('exit', () => writeFileSync(cache, script.createCachedData()))
script.runInThisContext()(createRequire(command), module, exports)
