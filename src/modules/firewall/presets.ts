/** A port, or a range of ports written `first-last`, with its protocol. */
export interface PresetPort {
  readonly port: string
  readonly protocol: 'tcp' | 'udp'
}

export type PresetName = 'database' | 'docker-host' | 'kubernetes' | 'mail-server' | 'minimal' | 'web-server'

const tcp = (...ports: readonly string[]): readonly PresetPort[] => ports.map((port) => ({ port, protocol: 'tcp' }))
const udp = (...ports: readonly string[]): readonly PresetPort[] => ports.map((port) => ({ port, protocol: 'udp' }))

/**
 * What each preset opens beside SSH. Kubernetes: ports of the control plane and of workers since 1.17 (10251 and 10252 are
 * history). Docker: swarm's management, gossip and overlay network.
 */
export const presets: Readonly<Record<PresetName, readonly PresetPort[]>> = {
  minimal: [],
  'web-server': tcp('80', '443'),
  database: tcp('3306', '5432'),
  'mail-server': tcp('25', '110', '143', '465', '587', '993', '995'),
  'docker-host': [...tcp('2376', '2377', '7946'), ...udp('4789', '7946')],
  kubernetes: tcp('2379-2380', '6443', '10250', '10257', '10259', '30000-32767'),
}

/** Presets whose ports are opened to named sources only. */
export const presetsForSources: ReadonlySet<PresetName> = new Set(['database'])
