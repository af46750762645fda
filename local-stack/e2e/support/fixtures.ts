import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'
import type { Trader } from './market'
import { newClientAddress } from './people'
import { Seat } from './seat'
import { stack } from './stack'
import { text } from './texts'
import { installWallet } from './wallet'

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
  /** Puts somebody, logged in, before a browser of their own, with an extension wallet if their account is known. */
  seat: (trader: Trader) => Promise<Seat>
}

/** Where a picture of every checked page is kept, for people to look at; nowhere unless it is said. */
const PICTURES = process.env.GUILDHALL_E2E_PICTURES
let pictures = 0

async function watch(context: BrowserContext, locale: string, faults: string[]): Promise<void> {
  await context.addInitScript((appLocale) => {
    // Frames of the tools themselves have no storage.
    if (location.protocol === 'http:' && !localStorage.getItem('guildhall.locale')) {
      localStorage.setItem('guildhall.locale', appLocale)
    }
    document.addEventListener('securitypolicyviolation', (violation) => {
      console.error(`CSP: ${violation.violatedDirective} refused ${violation.blockedURI}`)
    })
  }, locale)
  context.on('weberror', (error) => faults.push(String(error.error())))
  context.on('console', (message) => {
    const refused = /status of 4\d\d/.test(message.text()) && message.location().url.includes('/api/v1/')
    if (message.type() === 'error' && !refused) faults.push(message.text())
  })
}

/** Leaves the session of a login in a browser without walking through its pages, which other tests do. */
async function logInQuietly(
  context: BrowserContext,
  { person: { username, password }, secondFactor }: Trader,
  address: string,
): Promise<void> {
  const answer = await context.request.post('/api/v1/auth/sessions', {
    headers: { 'x-guildhall-client': 'web', 'x-forwarded-for': address },
    data: { identifier: username, password, ...(secondFactor ? { code: secondFactor } : {}) },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  await context.addInitScript(() => {
    if (location.protocol === 'http:' && !sessionStorage.getItem('e2e.logged-in')) {
      sessionStorage.setItem('e2e.logged-in', '1')
      localStorage.setItem('guildhall.session', '1')
    }
  })
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
      await watch(context, appLocale, faults)
      await use(faults)
      expect(faults, 'errors that the pages reported').toEqual([])
    },
    { auto: true },
  ],

  seat: async ({ browser, appLocale, faults, t }, use) => {
    const browsers: BrowserContext[] = []
    await use(async (trader) => {
      const context = await browser.newContext({ extraHTTPHeaders: {} })
      const address = newClientAddress()
      // Said to the site only: the chain's node takes no such header from a page.
      await context.route(`${stack.url}/api/**`, (route) =>
        route.continue({ headers: { ...route.request().headers(), 'x-forwarded-for': address } }),
      )
      browsers.push(context)
      await watch(context, appLocale, faults)
      const wallet = trader.account ? await installWallet(context, trader.account) : null
      await logInQuietly(context, trader, address)
      return new Seat(await context.newPage(), t, trader, wallet)
    })
    await Promise.all(browsers.map((context) => context.close()))
  },

  visit: async ({ page }, use) => {
    await use(async (path) => {
      await page.goto(path)
      await expectSoundPage(page)
    })
  },
})

/** No accessibility violation, nothing wider than the window, no field too low for its text, one main heading, a title. */
export async function expectSoundPage(page: Page): Promise<void> {
  if (PICTURES) {
    pictures += 1
    const title = base
      .info()
      .titlePath.slice(1)
      .join(' ')
      .replaceAll(/[^\p{L}\d]+/gu, '-')
      .slice(0, 60)
    const name = `${base.info().project.name.replace(' ', '-')} ${title} ${String(pictures).padStart(3, '0')}.png`
    await page.screenshot({ path: `${PICTURES}/${name}`, fullPage: true })
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  // A page that is still being filled grows under the look at it.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
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
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('textarea')]
      .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
      .map(({ value, clientHeight }) => `${clientHeight}px: ${value}`),
  )
  expect(cut, `fields of ${page.url()} that are too low for what is in them`).toEqual([])
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
