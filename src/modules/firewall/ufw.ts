import type { FirewallRule } from './rules.js'

/**
 * A rule as `ufw show added` prints it, so that the machine's list and ours can be compared line by line (ufw 0.36):
 * the short form for a port from anywhere, the long one for a source, which names the protocol last.
 */
export function ufwRule(rule: FirewallRule): string {
  const port =
    rule.port === undefined ? undefined : rule.protocol === 'any' ? rule.port : `${rule.port}/${rule.protocol}`
  const protocol = rule.protocol === 'any' ? '' : ` proto ${rule.protocol}`
  const words =
    rule.source === undefined
      ? (port ?? `from any${protocol}`)
      : `from ${rule.source}${rule.port === undefined ? '' : ` to any port ${rule.port}`}${protocol}`
  return `${rule.action} ${words} comment 'flux: ${rule.comment}'`
}
