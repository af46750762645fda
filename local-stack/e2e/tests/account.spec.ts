import { Secret, TOTP } from 'otpauth'
import { expect, expectSoundPage, test } from '../support/fixtures'
import { expectMember, logIn, logOut, registerByEmail } from '../support/flows'
import { Api, newPerson } from '../support/people'
import { installWallet } from '../support/wallet'

test('every account page is sound', async ({ page, t, visit }) => {
  await registerByEmail(page, t, newPerson())
  for (const path of ['', 'security/', 'settings/', 'wallet/', 'system-admin/']) {
    await visit(`/user-info/${path}`)
  }
})

test('a guest who opens an account page logs in and comes back to it', async ({ page, t, appLocale }) => {
  const person = newPerson()
  await new Api().register(person, appLocale)
  await page.goto('/user-info/security/')
  await page.waitForURL('**/login/**')
  await page.getByRole('textbox', { name: t('signIn.identifier'), exact: true }).fill(person.username)
  await page.locator('input[type=password]').fill(person.password)
  await page
    .locator('main')
    .getByRole('button', { name: t('shell.logIn'), exact: true })
    .click()
  await page.waitForURL('**/user-info/security/')
})

test('what a person writes about themselves is shown as text', async ({ page, t }) => {
  await registerByEmail(page, t, newPerson())
  await page.goto('/user-info/')
  const words = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>{{7*7}}`
  await page.getByRole('button', { name: t('account.editProfile') }).click()
  await page.getByRole('textbox', { name: t('account.bio') }).fill(words)
  await page.getByRole('button', { name: t('state.save') }).click()
  await expect(page.getByText(words)).toBeVisible()
  await page.reload()
  await expect(page.getByText(words)).toBeVisible()
  await expect(page).not.toHaveTitle('broken')
})

test('a changed password ends the other sessions and lets only the new one in', async ({ page, t }) => {
  const person = newPerson()
  await registerByEmail(page, t, person)
  await new Api().logIn(person.username, person.password)
  await page.goto('/user-info/security/')
  await expect(page.getByRole('button', { name: t('account.endOthers') })).toBeVisible()

  await page.getByRole('button', { name: t('account.changePassword') }).click()
  const password = 'Slate-roof-above-the-market'
  await page.locator('input[autocomplete=current-password]').fill(person.password)
  await page.locator('input[autocomplete=new-password]').fill(password)
  await page.getByRole('button', { name: t('state.save') }).click()

  await expect(page.getByText(t('account.passwordChanged'))).toBeVisible()
  await expect(page.getByText(t('account.noOthers'))).toBeVisible()
  await logOut(page, t, person.username)
  await logIn(page, t, person.username, person.password)
  await expect(page.getByText(t('problems.invalid-credentials'))).toBeVisible()
  await logIn(page, t, person.username, password)
  await expectMember(page, t, person.username)
})

test('a second factor is set up, asked for at login, stood in for by a recovery code, and turned off', async ({
  page,
  t,
}) => {
  const person = newPerson()
  await registerByEmail(page, t, person)
  await page.goto('/user-info/security/')
  await page.getByRole('button', { name: t('account.secondFactorStart') }).click()
  const password = page.getByLabel(t('account.currentPassword'), { exact: true })
  await expect(password).toBeFocused()
  await password.fill('not the password')
  await page.getByRole('button', { name: t('account.secondFactorContinue') }).click()
  await expect(page.getByText(t('fields.password-wrong'))).toBeVisible()
  await expectSoundPage(page)
  await password.fill(person.password)
  await page.getByRole('button', { name: t('account.secondFactorContinue') }).click()
  await expect(page.getByRole('textbox', { name: t('account.code') })).toBeFocused()
  await expectSoundPage(page)
  const secret = (await page.locator('code').first().innerText()).replaceAll(/\s/g, '')
  await page
    .getByRole('textbox', { name: t('account.code') })
    .fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
  await page.getByRole('button', { name: t('account.secondFactorConfirm') }).click()
  const codes = page.getByRole('list', { name: t('account.recoveryTitle') }).locator('code')
  const [recovery, another] = [await codes.nth(0).innerText(), await codes.nth(1).innerText()]
  await page.getByText(t('account.recoveryKept')).click()
  await page.getByRole('button', { name: t('account.recoveryDone') }).click()
  await logOut(page, t, person.username)

  await logIn(page, t, person.username, person.password)
  const code = page.getByRole('textbox', { name: t('signIn.code') })
  await code.fill('000000')
  await page
    .locator('main')
    .getByRole('button', { name: t('shell.logIn'), exact: true })
    .click()
  await expect(page.getByText(t('problems.second-factor-invalid'))).toBeVisible()
  await code.fill(recovery)
  await page
    .locator('main')
    .getByRole('button', { name: t('shell.logIn'), exact: true })
    .click()
  await expectMember(page, t, person.username)

  await page.goto('/user-info/security/')
  await page.getByRole('button', { name: t('account.secondFactorRemove') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: t('account.code') }).fill(another)
  await dialog.getByLabel(t('account.currentPassword'), { exact: true }).fill(person.password)
  await expectSoundPage(page)
  await dialog.getByRole('button', { name: t('account.secondFactorRemove') }).click()
  await expect(page.getByText(t('account.secondFactorRemoved'))).toBeVisible()
  await expect(page.getByRole('button', { name: t('account.secondFactorStart') })).toBeVisible()
  await logOut(page, t, person.username)
  await logIn(page, t, person.username, person.password)
  await expectMember(page, t, person.username)
})

test('a wallet is linked, makes a publisher, and is unlinked', async ({ page, context, t }) => {
  const wallet = await installWallet(context)
  const person = newPerson()
  await registerByEmail(page, t, person)
  await page.goto('/user-info/wallet/')
  await page.getByRole('button', { name: wallet.name }).click()
  await page.getByRole('button', { name: t('account.walletSign') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('account.currentPassword'), { exact: true }).fill(person.password)
  await dialog.getByRole('button', { name: t('account.walletLink'), exact: true }).click()
  await expect(page.getByText(wallet.account.address)).toBeVisible()

  await page.goto('/user-info/')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: t('account.publisherBecome') }).click()
  await expect(page.getByText(t('account.publisherCan'))).toBeVisible()

  await page.goto('/user-info/wallet/')
  await page.getByRole('button', { name: t('account.unlinkWallet') }).click()
  await dialog.getByLabel(t('account.currentPassword'), { exact: true }).fill(person.password)
  await dialog.getByRole('button', { name: t('account.unlinkWallet') }).click()
  await expect(page.getByRole('heading', { name: t('account.linkWallet') })).toBeVisible()
})
