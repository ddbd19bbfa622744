export { type Compilation, compile, type Settings } from './compile.js'
export type { Diagnostic } from './diagnostics/diagnostic.js'
export type { Plan } from './ir/plan.js'
