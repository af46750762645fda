import { defineConfig } from '@playwright/test'
import { stack } from './support/stack'

/** Servers are killed while people use the system: one at a time, on a stack that nobody else uses. */
export default defineConfig({
  testDir: 'faults',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  reporter: [['list']],
  use: { baseURL: stack.url },
})
