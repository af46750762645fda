import { defineConfig } from '@playwright/test'

/** The demonstration as a whole, made by the start that runs these tests. */
export default defineConfig({
  testDir: 'demo',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  reporter: [['list']],
})
