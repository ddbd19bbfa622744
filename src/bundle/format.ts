/**
 * Forms that a script is delivered in. `sh` is the one that is reviewed; the others are made from it. In a file without the packers, which
 * take as long to load as all the rest: the command line needs the names only.
 */
export const formats = ['sh', 'packed', 'gzip', 'cloud-config', 'mime'] as const
export type Format = (typeof formats)[number]
