import type { Parameters } from 'fast-check'

/** `FLUX_RUNS=50`: each property is tried with so many times as many values, however long that takes. */
export const effort = Number(process.env.FLUX_RUNS ?? 1)

/** How many values a property is tried with. */
export function runs(count: number): Parameters {
  return { numRuns: count * effort }
}

/** The same of a property that starts processes: in everyday runs it looks for a counterexample, and for a shorter one, 8 seconds at most. */
export function shellRuns(count: number): Parameters {
  return { ...runs(count), ...(effort > 1 ? {} : { interruptAfterTimeLimit: 8_000 }) }
}
