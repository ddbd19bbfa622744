// compile.mjs <RESOURCES.json >script.sh: a script of these resources alone, in the order in which they are needed. What every
// resource has but no test here is about (title, why, controls, risk, needs, origin) has a default. Its targets are the releases of $FLUX_SYSTEM's
// family: those of a stand-in are none that a script is compiled for elsewhere.
import { readFileSync } from 'node:fs'
import { assemble } from '../../dist/index.js'

const about = {
  workflow: 'kind',
  modules: ['t'],
  settingsDigest: '0'.repeat(64),
  targets: process.env.FLUX_SYSTEM?.startsWith('alpine')
    ? ['alpine:3.21.3']
    : ['debian:11', 'debian:12', 'debian:13', 'debian:sid'],
}
const common = { title: 'Test', why: 'a test', controls: [], risk: 'none', needs: [], origin: ['modules', 't'] }
const resources = JSON.parse(readFileSync(0, 'utf8')).map((resource) => ({ ...common, ...resource }))
process.stdout.write(assemble(resources, about).script)
