import { base64 } from './base64.js'
import { gzip } from './gzip.js'

const lineLength = 120

/**
 * The script in a `#cloud-config`: cloud-init writes it to /root and runs it. For those who have other keys to give to cloud-init beside
 * it. Strings are JSON's, which YAML reads as they are meant; the script is base64. The file is not deferred, which cloud-init 20.4
 * (Debian 11) refuses, and its run is the last line of runcmd, whose status becomes cloud-init's.
 */
export async function cloudConfig(name: string, script: string): Promise<string> {
  const path = JSON.stringify(`/root/${name}`)
  const content = base64(await gzip(script), lineLength).replace(/^/gm, '      ')
  return `#cloud-config
# ${name}, packed by flux, comments left out. To read it: flux workflow, without --format
write_files:
  - path: ${path}
    permissions: '0700'
    encoding: gz+b64
    content: |
${content}
runcmd:
  - [sh, ${path}]
`
}
