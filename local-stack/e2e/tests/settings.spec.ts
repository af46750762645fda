import { expect, expectSoundPage, test } from '../support/fixtures'
import { expectMember, logIn, logOut, registerByEmail } from '../support/flows'
import { newPerson } from '../support/people'

test('settings are saved at once, and follow the person into another browser', async ({
  page,
  browser,
  t,
  appLocale,
  extraHTTPHeaders,
}) => {
  const person = newPerson()
  await registerByEmail(page, t, person)
  await expectMember(page, t, person.username)
  await page.goto('/user-info/settings/')
  const main = page.locator('main')
  const saved = () => expect(main.getByRole('status').getByText(t('state.saved'))).toBeVisible()
  const mails = t('account.eventByChannel', {
    event: t('account.events.TASK'),
    channel: t('account.channels.mail'),
  })
  const hidden = t('account.privacySettings.discoverable')

  await main.getByText(t('theme.dark'), { exact: true }).click()
  await saved()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expectSoundPage(page)
  for (const name of [mails, hidden]) {
    const setting = main.getByRole('switch', { name })
    const before = await setting.isChecked()
    await Promise.all([
      page.waitForResponse(
        (answer) => answer.url().includes('/api/v1/me/settings') && answer.request().method() !== 'GET',
      ),
      setting.click(),
    ])
    await saved()
    await expect(setting).toBeChecked({ checked: !before })
  }
  const chosen = {
    [mails]: await main.getByRole('switch', { name: mails }).isChecked(),
    [hidden]: await main.getByRole('switch', { name: hidden }).isChecked(),
  }

  const elsewhere = await browser.newContext({ locale: appLocale, extraHTTPHeaders })
  await elsewhere.addInitScript((locale) => localStorage.setItem('guildhall.locale', locale), appLocale)
  for (const other of [page, await elsewhere.newPage()]) {
    if (other === page) await page.reload()
    else await logIn(other, t, person.username, person.password)
    await expectMember(other, t, person.username)
    await other.goto('/user-info/settings/')
    await expect(other.getByRole('radio', { name: t('theme.dark') })).toBeChecked()
    await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
    for (const [name, checked] of Object.entries(chosen)) {
      await expect(other.getByRole('switch', { name })).toBeChecked({ checked })
    }
  }
  await elsewhere.close()
})

test('mails about security cannot be turned off', async ({ page, t }) => {
  await registerByEmail(page, t, newPerson())
  await page.goto('/user-info/settings/')

  const name = t('account.eventByChannel', {
    event: t('account.events.SECURITY'),
    channel: t('account.channels.mail'),
  })
  await expect(page.getByRole('switch', { name })).toBeChecked()
  await expect(page.getByRole('switch', { name })).toBeDisabled()
})

test('the language of the settings is that of the pages', async ({ page, t, appLocale }) => {
  const person = newPerson()
  await registerByEmail(page, t, person)
  await page.goto('/user-info/settings/')
  const [other, label] =
    appLocale === 'en' ? ['zh-CN', 'account.chineseLanguage'] : ['en', 'account.englishLanguage']

  await page.locator('main').getByText(t(label), { exact: true }).click()

  await expect(page.locator('html')).toHaveAttribute('lang', other!)
  await expectSoundPage(page)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', other!)
})
