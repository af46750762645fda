import { expect, expectSoundPage, test } from '../support/fixtures'

const pages: Record<string, string> = {
  '/index/': 'home',
  '/about/': 'about',
  '/help/': 'help',
  '/contact/': 'contact',
  '/terms/': 'terms',
  '/privacy/': 'privacy',
  '/login/': 'login',
  '/register/': 'register',
  '/recover/': 'recover',
  '/task-market/': 'market',
  '/game-community/': 'community',
  '/point-mall/': 'mall',
  '/nothing-is-here/': 'notFound',
}

for (const [path, title] of Object.entries(pages)) {
  test(`${path} is sound in light and dark`, async ({ page, t, visit }) => {
    await visit(path)
    await expect(page).toHaveTitle(new RegExp(t(`titles.${title}`)))
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await expectSoundPage(page)
  })
}

test('the home page works at 320 pixels', async ({ page, visit }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await visit('/index/')
})

test('the keyboard reaches the content past the navigation', async ({ page, t }) => {
  await page.goto('/index/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: t('shell.skip') })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const inside = await page.evaluate(() => document.activeElement?.closest('main') !== null)
  expect(inside).toBe(true)
})

test('the language switch keeps the page and is remembered', async ({ page, t, appLocale }) => {
  await page.goto('/about/')
  await page.getByRole('button', { name: t('shell.otherLanguage') }).click()
  const other = appLocale === 'en' ? 'zh-CN' : 'en'
  await expect(page.locator('html')).toHaveAttribute('lang', other)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', other)
  await expect(page).toHaveURL(/\/about\/$/)
})
