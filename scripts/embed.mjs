// Makes src/embedded: messages, templates and runtime fragments as data, so that the compiler reads no file. Also
// docs/errors.md. Run before tsc, vitest and esbuild; a file that would not change is not written.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fragmentsModule } from './embed/fragments.mjs'
import { errorsPage, messagesModule, parseMessages } from './embed/messages.mjs'
import { templatesModule } from './embed/templates.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Writes below the root, unless the file already holds that text: a build that changes nothing keeps all times. */
function write(path, text) {
  const full = join(root, path)
  try {
    if (readFileSync(full, 'utf8') === text) return
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, text)
}

try {
  const messages = parseMessages(readFileSync(join(root, 'src/diagnostics/messages.md'), 'utf8'))
  write('src/embedded/messages.ts', messagesModule(messages))
  write('docs/errors.md', errorsPage(messages))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  write(
    'src/embedded/version.ts',
    `/** Of the tool; never in a script. */\nexport const version = ${JSON.stringify(version)}\n`,
  )
  write('src/embedded/templates.ts', templatesModule(join(root, 'templates')))
  write('src/embedded/fragments.ts', fragmentsModule(join(root, 'templates/runtime')))
} catch (error) {
  console.error(`embed: ${error.message}`)
  process.exitCode = 1
}
