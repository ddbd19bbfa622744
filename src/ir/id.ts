import type { ResourceId } from './resource.js'

/** The module that a resource belongs to: what its id has before the dot. */
export function moduleOf(id: ResourceId): string {
  return id.slice(0, id.indexOf('.'))
}

/** The shell function of a step: its id with dots and dashes as underscores; ids are written so that this stays unique. */
export function functionOf(id: ResourceId): string {
  return id.replace(/[.-]/g, '_')
}
