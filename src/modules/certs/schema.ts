import { z } from 'zod'
import { fromPem, parseCertificate } from './der.js'

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'a certificate is named by lower-case letters, digits, dots and dashes')
const pem = z.string().superRefine((text, context) => {
  try {
    if (!parseCertificate(fromPem(text)).isCa)
      context.addIssue({
        code: 'custom',
        message: 'it is not the certificate of an authority (CA flag): trusting it would do nothing',
      })
  } catch (error) {
    const problem = error instanceof RangeError ? error.message : 'its base64 is damaged'
    context.addIssue({ code: 'custom', message: `not a certificate: ${problem}` })
  }
})
const domain = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, 'a domain is written as www.example.org, lower case')

/** Options of the certs module. */
export const schema = z.strictObject({
  ca: z
    .array(
      z
        .strictObject({
          name: name.describe('name of its file in the trust store'),
          pem: pem.optional().describe('the certificate, PEM'),
          path: z
            .string()
            .min(1)
            .optional()
            .describe('or a file that holds it, PEM or DER, read when compiling; relative to flux.toml'),
        })
        .refine(
          ({ pem: inline, path }) => (inline === undefined) !== (path === undefined),
          'give one of `pem` and `path`',
        ),
    )
    .default([])
    .describe('authorities that the machine trusts'),
  remove: z
    .array(
      z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*\.crt$/, 'named as in /etc/ca-certificates.conf: mozilla/NAME.crt'),
    )
    .default([])
    .describe('authorities that it no longer trusts'),
  letsencrypt: z
    .strictObject({
      enabled: z
        .boolean()
        .default(false)
        .describe('get a certificate from Let’s Encrypt by certbot, renewed by its timer'),
      email: z.email('an address is written as ops@example.org').optional().describe('who is warned before it ends'),
      domains: z.array(domain).default([]).describe('names in the certificate; the first names its files'),
      method: z.enum(['standalone', 'webroot']).default('standalone').describe('how the names are proved'),
      webroot: z
        .string()
        .regex(/^\/[A-Za-z0-9/._-]+$/, 'a directory is a path: /var/www/html')
        .default('/var/www/html')
        .describe('directory of the web server, for webroot'),
      reload: z
        .array(z.string().regex(/^[A-Za-z0-9@._-]+$/, 'a service is named as its unit: nginx'))
        .default([])
        .describe('services that are reloaded when the certificate is renewed'),
    })
    .prefault({})
    .describe('certificates of Let’s Encrypt'),
})

export type CertsSettings = z.output<typeof schema>
