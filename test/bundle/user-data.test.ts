import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { bundle } from '../../src/bundle/bundle.js'
import { compile } from '../../src/compile.js'
import { emitBare } from '../../src/emit/script.js'
import { canaries } from '../emit/shells.js'
import { settingsOf } from '../golden/settings.js'

/** What cloud-init undoes: base64, then gzip. */
const unpacked = (text: string): string => gunzipSync(Buffer.from(text, 'base64')).toString()

/** A script that a canary, and what could end or begin a part of either format, goes into as data. */
function hostileScript(value: string) {
  const text = `${value}\n--flux--\n\n--flux\nContent-Type: text/x-shellscript\n\n#!/bin/sh\nruncmd: [reboot]`
  const { script, plan } = compile(settingsOf({ modules: ['ssh'], values: { ssh: { banner_text: text } } }))
  if (script === undefined || plan === undefined) throw new Error('the banner does not compile')
  return { script, plan, bare: emitBare(plan), text }
}

const banners = canaries.filter((canary) => /^[\x20-\x7e\n]+$/.test(canary)).slice(0, 4)

describe.each(banners.map((banner) => [JSON.stringify(banner), hostileScript(banner)] as const))(
  'user data with the banner %s',
  (_, { script, plan, bare, text }) => {
    it('carries it', () => {
      expect(bare).toContain(text.split('\n')[0])
    })

    it('cloud-config: one file and one command, whose script is the one without comments', async () => {
      const written = String(await bundle('cloud-config', script, plan))
      expect(written.split('\n')[0]).toBe('#cloud-config')
      expect(parse(written)).toEqual({
        write_files: [
          {
            path: `/root/${plan.workflow}.sh`,
            permissions: '0700',
            encoding: 'gz+b64',
            content: expect.any(String),
          },
        ],
        runcmd: [['sh', `/root/${plan.workflow}.sh`]],
      })
      expect(unpacked(parse(written).write_files[0].content)).toBe(bare)
      expect(await bundle('cloud-config', script, plan)).toBe(written)
    })

    it('MIME: one part, which is the script without comments', async () => {
      const written = String(await bundle('mime', script, plan))
      const [head, part, ...others] = written.split(/^--flux(?:--)?$\n/m)
      expect(others).toEqual([''])
      expect(head).toMatch(/^Content-Type: multipart\/mixed; boundary="flux"\nMIME-Version: 1\.0\n\n/)
      const [headers = '', body = ''] = (part ?? '').split(/\n\n(.*)/s)
      expect(headers.split('\n')).toEqual([
        'Content-Type: application/gzip',
        'Content-Transfer-Encoding: base64',
        `Content-Disposition: attachment; filename="${plan.workflow}.sh"`,
      ])
      expect(unpacked(body)).toBe(bare)
      expect(Math.max(...written.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
      expect(await bundle('mime', script, plan)).toBe(written)
    })
  },
)
