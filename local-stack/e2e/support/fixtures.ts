import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import { newClientAddress } from './people'
import { text } from './texts'

interface Options {
  appLocale: 'zh-CN' | 'en'
}

interface Fixtures {
  /** The text of a message key in the language of the run. */
  t: (key: string, values?: Record<string, string | number>) => string
  /** What went wrong in the pages so far; a test that expects something removes it. */
  faults: string[]
  /** Opens a page and checks what every page promises. */
  visit: (path: string) => Promise<void>
}

/**
 * A browser in one language and one size. Whatever a page reports as an error fails the test: uncaught
 * exceptions, console errors, violations of the content security policy. Only the browser's own line about a
 * request that the API refused is no fault.
 */
export const test = base.extend<Options & Fixtures>({
  appLocale: ['zh-CN', { option: true }],

  t: async ({ appLocale }, use) => {
    await use((key, values) => text(appLocale, key, values))
  },

  // eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
  extraHTTPHeaders: async ({}, use) => {
    await use({ 'x-forwarded-for': newClientAddress() })
  },

  faults: [
    async ({ context, appLocale }, use) => {
      const faults: string[] = []
      await context.addInitScript((locale) => {
        // Frames of the tools themselves have no storage.
        if (location.protocol === 'http:' && !localStorage.getItem('guildhall.locale')) {
          localStorage.setItem('guildhall.locale', locale)
        }
        document.addEventListener('securitypolicyviolation', (violation) => {
          console.error(`CSP: ${violation.violatedDirective} refused ${violation.blockedURI}`)
        })
      }, appLocale)
      context.on('weberror', (error) => faults.push(String(error.error())))
      context.on('console', (message) => {
        const refused = /status of 4\d\d/.test(message.text()) && message.location().url.includes('/api/v1/')
        if (message.type() === 'error' && !refused) faults.push(message.text())
      })
      await use(faults)
      expect(faults, 'errors that the pages reported').toEqual([])
    },
    { auto: true },
  ],

  visit: async ({ page }, use) => {
    await use(async (path) => {
      await page.goto(path)
      await expectSoundPage(page)
    })
  },
})

/** No accessibility violation, nothing wider than the window, one main heading, a title. */
export async function expectSoundPage(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page).not.toHaveTitle('')
  const found = await withWholePage(page, () =>
    new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze(),
  )
  expect(
    found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
    `accessibility of ${page.url()}`,
  ).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `pixels that ${page.url()} is too wide`).toBeLessThanOrEqual(0)
}

/** In a window as high as the page nothing lies under the bar at the bottom, which people scroll away from. */
async function withWholePage<Result>(page: Page, look: () => Promise<Result>): Promise<Result> {
  const size = page.viewportSize()!
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height + 200) })
  try {
    return await look()
  } finally {
    await page.setViewportSize(size)
  }
}

export { expect }
