import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { monitoringOpen } from '../../embedded/messages.js'
import type { NetdataSettings } from './schema.js'

/** Addresses that no other machine reaches. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}

/** A network of all addresses is nobody's name. */
const isEverybody = (source: string): boolean => /\/0$/.test(source)

/** What is wrong with the settings beyond their types. */
export function check(settings: NetdataSettings): readonly Diagnostic[] {
  const open = settings.bind.findIndex((address) => !isLoopback(address))
  const address = settings.bind[open]
  const named = settings.allow_from.length > 0 && !settings.allow_from.some(isEverybody)
  if (address === undefined || named) return []
  return [monitoringOpen({ address: `${address}:${settings.port}` }, { path: ['modules', 'netdata', 'bind', open] })]
}
