import { z } from 'zod'

const port = z.int().min(1).max(65535)
const address = z.union([z.ipv4(), z.ipv6()], {
  error: 'an address is written as 127.0.0.1, 0.0.0.0, ::1 or ::',
})
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'an address or a network is written as 192.0.2.7 or 10.0.0.0/8',
})
const secretFrom = z
  .string()
  .regex(
    /^(\/[A-Za-z0-9._/-]+|[A-Z][A-Z0-9_]*)$/,
    'the secret stays on the machine: name a file there (/root/token) or a variable of its environment (NETDATA_TOKEN)',
  )
const name = z.string().regex(/^[a-z][a-z0-9._ -]*$/, 'a plugin is named as in netdata.conf: apps, go.d, python.d')
const url = z.string().regex(/^https?:\/\/[A-Za-z0-9._:/~-]+$/, 'an address is written as https://host/path')

/** Options of the netdata module. */
export const schema = z.strictObject({
  source: z
    .enum(['auto', 'distribution', 'vendor'])
    .default('auto')
    .describe('auto: the distribution’s package where there is one, else the vendor’s'),
  repository: url.default('https://repository.netdata.cloud').describe('the vendor’s repository, or your mirror of it'),
  repository_key: z
    .string()
    .regex(/^[0-9A-F]{40}$/, 'a fingerprint has 40 hexadecimal digits, upper case, without blanks')
    .default('6E155DC153906B73765A74A99DD4A74CECFA8F4F')
    .describe('fingerprint of the only key that the repository is trusted by'),
  bind: z.array(address).min(1).default(['127.0.0.1']).describe('addresses that it listens on'),
  port: port.default(19999).describe('port that it listens on'),
  allow_from: z
    .array(network)
    .default([])
    .describe('who may connect beside this machine; the firewall opens the port to them'),
  update_every: z.int().min(1).max(3600).default(1).describe('seconds between two measurements'),
  retention_days: z
    .int()
    .min(1)
    .max(3650)
    .default(14)
    .describe('how long measurements are kept; netdata before 1.46 keeps 256 MB instead'),
  telemetry: z.boolean().default(false).describe('send anonymous statistics to the vendor'),
  health: z.boolean().default(true).describe('alarms'),
  plugins: z
    .record(name, z.boolean())
    .default({})
    .describe('collectors on or off: { apps = false }; statsd, which listens on port 8125, is off unless named'),
  claim: z
    .strictObject({
      token_from: secretFrom.describe('file or variable of the machine that holds the token'),
      rooms: z
        .array(z.string().regex(/^[0-9a-f-]{36}$/, 'a room is written as its id, 36 digits and dashes'))
        .default([])
        .describe('rooms that the machine is shown in'),
      url: url.default('https://app.netdata.cloud').describe('address of the cloud'),
    })
    .optional()
    .describe('join Netdata Cloud; needs netdata 2.0 or later'),
  stream: z
    .strictObject({
      destination: z
        .array(z.string().regex(/^[A-Za-z0-9.:[\]-]+$/, 'a destination is written as host:port'))
        .min(1)
        .describe('where to: host:port, the first that answers'),
      api_key_from: secretFrom.describe('file or variable of the machine that holds the API key'),
    })
    .optional()
    .describe('send measurements to another netdata'),
})

export type NetdataSettings = z.output<typeof schema>
