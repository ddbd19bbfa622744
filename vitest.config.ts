import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // two cores, shared with the machines that bats boots
    maxWorkers: 2,
    isolate: false,
  },
})
