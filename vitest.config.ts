import { defineConfig } from 'vitest/config'
import { effort } from './test/runs.js'

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // two cores, shared with the machines that bats boots
    maxWorkers: 2,
    isolate: false,
    // what is slow is a benchmark's business; a busy machine is nobody's failure
    testTimeout: 300_000 * effort,
    hookTimeout: 120_000,
  },
})
