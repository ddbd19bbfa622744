import { gzipSync, strToU8 } from 'fflate'

/** The script as gzip: what cloud-init undoes by itself. The same bytes on every machine and at every time. */
export function gzip(script: string): Uint8Array {
  return gzipSync(strToU8(script), { level: 9, mtime: 0 })
}
