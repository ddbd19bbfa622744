import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // two cores, shared with the machines that bats boots
    maxWorkers: 2,
    isolate: false,
    // what is slow is a benchmark's business; a busy machine is nobody's failure
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
