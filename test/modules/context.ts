import type { ModuleContext } from '../../src/modules/module.js'

/** What a module sees of the others when nobody else takes part. */
export const alone: Pick<ModuleContext, 'administrators' | 'openings'> = { administrators: [], openings: [] }
