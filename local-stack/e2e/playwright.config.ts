import { defineConfig } from '@playwright/test'
import { stack } from './support/stack'

const desktop = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }

/** Tests without a page: once is enough. */
const API = ['**/access.spec.ts', '**/task-life.spec.ts']
/** Tests that change the chain for everybody, such as its clock: after all others, one at a time. */
const ALONE = '**/alone.spec.ts'

/** Every language in every size; briefly, each language and each size once. */
const every = (['zh-CN', 'en'] as const).flatMap((appLocale) =>
  [desktop, phone].map((viewport) => [appLocale, viewport] as const),
)
const brief = process.env.GUILDHALL_E2E === 'brief'
const runs = brief ? [every[0]!, every[3]!] : every
const alone = brief ? [every[0]!] : [every[0]!, every[3]!]

const name = (appLocale: string, { width }: typeof desktop) => `${appLocale} ${width}px`
const use = (appLocale: 'zh-CN' | 'en', viewport: typeof desktop) => ({
  appLocale,
  viewport,
  hasTouch: viewport === phone,
  isMobile: viewport === phone,
})
const together = [
  { name: 'api', testMatch: API },
  ...runs.map(([appLocale, viewport]) => ({
    name: name(appLocale, viewport),
    testIgnore: [...API, ALONE],
    use: use(appLocale, viewport),
  })),
]

export default defineConfig<{ appLocale: 'zh-CN' | 'en' }>({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // A test that fails once has failed: a flaky test is a bug to understand.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: stack.url,
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    // A page that is fading in has no contrast to measure yet.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    ...together,
    ...alone.map(([appLocale, viewport], index) => ({
      name: `alone ${name(appLocale, viewport)}`,
      testMatch: ALONE,
      workers: 1,
      dependencies: [
        ...together.map((project) => project.name),
        ...alone.slice(0, index).map((earlier) => `alone ${name(...earlier)}`),
      ],
      use: use(appLocale, viewport),
    })),
  ],
})
