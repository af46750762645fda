import { expect, expectSoundPage, test } from '../support/fixtures'
import { expectMember, logIn, logOut, registerByEmail } from '../support/flows'
import { linkIn, mailsTo } from '../support/mails'
import { Api, newPerson } from '../support/people'
import { codeFor, newPhone } from '../support/phones'

test('a changed email counts when its mailed link is opened, and the old one is told', async ({
  page,
  t,
}) => {
  const person = newPerson()
  const { email } = newPerson()
  await registerByEmail(page, t, person)
  await page.goto(await linkIn(person.email, '/verify-email/'))
  await expect(page.getByText(t('signIn.verified'))).toBeVisible()

  const mails = (await mailsTo(person.email)).length

  await page.goto('/user-info/')
  await page.getByRole('button', { name: t('account.changeEmail') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: t('account.newEmail') }).fill(email)
  await dialog.locator('input[type=password]').fill('not the password')
  await dialog.getByRole('button', { name: t('account.sendMail') }).click()
  await expect(dialog.getByText(t('fields.password-wrong'))).toBeVisible()
  await expectSoundPage(page)
  await dialog.locator('input[type=password]').fill(person.password)
  await dialog.getByRole('button', { name: t('account.sendMail') }).click()
  await expect(page.getByText(t('account.mailSent', { email }))).toBeVisible()
  await expect(page.getByText(t('account.emailPendingChange'))).toBeVisible()
  await expect(page.getByText(person.email, { exact: true })).toBeVisible()
  await page.goto(await linkIn(email, '/verify-email/'))
  await expect(page.getByText(t('signIn.verified'))).toBeVisible()
  await page.goto('/user-info/')
  await expect(page.getByText(email, { exact: true })).toBeVisible()
  await expect(page.getByText(person.email, { exact: true })).toHaveCount(0)
  await expect.poll(async () => (await mailsTo(person.email)).length).toBeGreaterThan(mails)
  await logOut(page, t, person.username)
  await logIn(page, t, email, person.password)
  await expectMember(page, t, person.username)
})

test('a phone number is set with its code, logs in, and is removed', async ({ page, t }) => {
  const person = newPerson()
  const phone = newPhone()
  await registerByEmail(page, t, person)
  await page.goto('/user-info/')
  await page.getByRole('button', { name: t('account.addPhone') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: t('signIn.phone'), exact: true }).fill(phone)
  await dialog.getByRole('button', { name: t('signIn.sendCode') }).click()
  await expect(dialog.getByText(t('signIn.codeSent', { phone }))).toBeVisible()
  await expectSoundPage(page)
  const code = dialog.getByRole('textbox', { name: t('signIn.phoneCode'), exact: true })
  const right = await codeFor(phone)
  await dialog.getByLabel(t('account.currentPassword'), { exact: true }).fill(person.password)
  await code.fill(right === '000000' ? '111111' : '000000')
  await dialog.getByRole('button', { name: t('state.save') }).click()
  await expect(dialog.getByText(t('fields.phoneCode-phone-code-invalid')).first()).toBeVisible()
  await code.fill(right)
  await dialog.getByRole('button', { name: t('state.save') }).click()
  await expect(page.getByText(t('account.phoneSet'))).toBeVisible()
  await logOut(page, t, person.username)
  await logIn(page, t, phone, person.password)
  await expectMember(page, t, person.username)

  await page.goto('/user-info/')
  await page.getByRole('button', { name: t('account.removePhone') }).click()
  await dialog.getByLabel(t('account.currentPassword'), { exact: true }).fill(person.password)
  await expectSoundPage(page)
  await dialog.getByRole('button', { name: t('account.removePhone') }).click()
  await expect(page.getByText(t('account.phoneRemoved'))).toBeVisible()
  const refused = await new Api().call('POST', '/api/v1/auth/sessions', {
    identifier: phone,
    password: person.password,
  })
  expect(refused.status).toBe(401)
})

test('a person is renamed, but not to a name that somebody has', async ({ page, t, appLocale }) => {
  const person = newPerson()
  const taken = newPerson()
  const { username } = newPerson()
  await new Api().register(taken, appLocale)
  await registerByEmail(page, t, person)
  await page.goto('/user-info/')
  await page.getByRole('button', { name: t('account.editProfile') }).click()
  const name = page.getByRole('textbox', { name: t('account.username'), exact: true })
  await name.fill(taken.username)
  await page.getByLabel(t('account.currentPassword'), { exact: true }).fill(person.password)
  await page.getByRole('button', { name: t('state.save') }).click()
  await expect(page.getByText(t('fields.username-taken'))).toBeVisible()
  await expectSoundPage(page)
  await name.fill(username)
  await page.getByRole('button', { name: t('state.save') }).click()
  await expectMember(page, t, username)
  await page.reload()
  await expectMember(page, t, username)
})

test('what a person writes in a request for the badge is shown as text', async ({ page, t }) => {
  await registerByEmail(page, t, newPerson())
  await page.goto('/user-info/')
  const words = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>{{7*7}}`
  await page.getByRole('button', { name: t('account.verificationAsk') }).click()
  await page.getByRole('textbox', { name: t('account.statement') }).fill(words)
  await page
    .getByRole('textbox', { name: t('account.links') })
    .fill("https://example.org/#'onmouseover='alert(1)'")
  await page.getByRole('button', { name: t('account.verificationSend') }).click()
  await expect(page.getByText(t('account.requestPendingHint'))).toBeVisible()
  await page.getByText(t('account.requestText')).click()
  await expect(page.getByText(words)).toBeVisible()
  await expectSoundPage(page)
  await expect(page).not.toHaveTitle('broken')
})
