import { expect, expectSoundPage, test } from '../support/fixtures'
import { expectGuest, expectMember, logIn, logOut, registerByEmail } from '../support/flows'
import { linkIn } from '../support/mails'
import { Api, newPerson } from '../support/people'
import { codeFor, newPhone } from '../support/phones'
import { installWallet } from '../support/wallet'

test('a person registers by email, is greeted, verifies, and logs in by name and by email', async ({
  page,
  t,
}) => {
  const person = newPerson()
  await registerByEmail(page, t, person)
  await expect(page).toHaveURL(/\/index\/$/)
  await expectMember(page, t, person.username)
  await expect(
    page.getByText(t('signIn.welcomeVerify', { name: person.username, email: person.email })),
  ).toBeVisible()
  await expectSoundPage(page)

  await page.goto(await linkIn(person.email, '/verify-email/'))
  await expect(page.getByText(t('signIn.verified'))).toBeVisible()
  await expectSoundPage(page)
  await logOut(page, t, person.username)

  for (const identifier of [person.username, person.email]) {
    await logIn(page, t, identifier, person.password)
    await expectMember(page, t, person.username)
    await logOut(page, t, person.username)
  }
})

test('a session survives a reload, and logging out in one tab ends it in all', async ({
  page,
  context,
  t,
}) => {
  const person = newPerson()
  await registerByEmail(page, t, person)
  await expectMember(page, t, person.username)
  await page.reload()
  await expectMember(page, t, person.username)
  const other = await context.newPage()
  await other.goto('/about/')
  await expectMember(other, t, person.username)

  await logOut(page, t, person.username)

  await expectGuest(other, t)
})

test('the registration says beside the field what is wrong', async ({ page, t }) => {
  const taken = newPerson()
  await new Api().register(taken, 'en')
  await page.goto('/register/')
  await page.getByRole('button', { name: t('signIn.create') }).click()
  await expect(page.getByText(t('fields.required')).first()).toBeVisible()
  await expect(page.getByRole('textbox', { name: t('signIn.username'), exact: true })).toBeFocused()

  await page
    .getByRole('textbox', { name: t('signIn.username'), exact: true })
    .fill(taken.username.toUpperCase())
  await page.getByRole('textbox', { name: t('signIn.email'), exact: true }).fill('nobody')
  await page.locator('input[type=password]').fill('short')
  await page.locator('input[type=password]').blur()
  await expect(page.getByText(t('fields.username-taken'))).toBeVisible()
  await expect(page.getByText(t('fields.email-malformed'))).toBeVisible()
  await expect(page.getByText(t('fields.password-too-short'))).toBeVisible()
  await expectSoundPage(page)
})

test('a failed login offers recovery and says the same for a name that nobody has', async ({
  page,
  t,
  appLocale,
}) => {
  const person = newPerson()
  await new Api().register(person, appLocale)
  for (const identifier of [person.username, newPerson().username]) {
    await logIn(page, t, identifier, 'not the password')
    await expect(page.getByText(t('problems.invalid-credentials'))).toBeVisible()
    await expect(page.getByRole('link', { name: t('signIn.forgot') })).toBeVisible()
  }
  await expectSoundPage(page)
})

test('a forgotten password is replaced by a mailed link, once', async ({ page, t, appLocale }) => {
  const person = newPerson()
  await new Api().register(person, appLocale)
  await page.goto(await linkIn(person.email, '/verify-email/'))
  await expect(page.getByText(t('signIn.verified'))).toBeVisible()

  for (const email of [newPerson().email, person.email]) {
    await page.goto('/recover/')
    await page.getByRole('textbox', { name: t('signIn.email'), exact: true }).fill(email)
    await page.getByRole('button', { name: t('signIn.recoverSend') }).click()
    await expect(page.getByText(t('signIn.recoverSent', { email }))).toBeVisible()
  }
  await expectSoundPage(page)
  const link = await linkIn(person.email, '/reset-password/')
  await page.goto(link)
  await expectSoundPage(page)
  const password = 'Copper-kettle-on-the-roof'
  await page.locator('input[type=password]').fill(password)
  await page.getByRole('button', { name: t('signIn.resetSave') }).click()
  await expect(page.getByText(t('signIn.resetDone'))).toBeVisible()

  await logIn(page, t, person.username, person.password)
  await expect(page.getByText(t('problems.invalid-credentials'))).toBeVisible()
  await logIn(page, t, person.username, password)
  await expectMember(page, t, person.username)

  await logOut(page, t, person.username)
  await page.goto(link)
  await page.locator('input[type=password]').fill('Another-kettle-entirely')
  await page.getByRole('button', { name: t('signIn.resetSave') }).click()
  await expect(page.getByText(t('problems.token-invalid'))).toBeVisible()
})

test('a wallet alone is enough to register and to log in, and a refusal can be taken back', async ({
  page,
  context,
  t,
}) => {
  const wallet = await installWallet(context)
  const { username } = newPerson()
  await page.goto('/register/')
  await page.getByText(t('signIn.wayWallet'), { exact: true }).click()
  await page.getByRole('button', { name: wallet.name }).click()
  await expectSoundPage(page)
  wallet.refuseNext()
  await page.getByRole('button', { name: t('signIn.walletProve') }).click()
  await expect(page.getByText(t('problems.wallet-refused'))).toBeVisible()
  await page.getByRole('button', { name: t('signIn.walletProve') }).click()
  await page.getByRole('textbox', { name: t('signIn.username'), exact: true }).fill(username)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: t('signIn.create') }).click()
  await expectMember(page, t, username)
  await logOut(page, t, username)

  await page.goto('/login/')
  await page.getByText(t('signIn.byWallet'), { exact: true }).click()
  await page.getByRole('button', { name: wallet.name }).click()
  await page.getByRole('button', { name: t('signIn.walletAction') }).click()
  await expectMember(page, t, username)
})

test('a phone number is enough to register and to log in', async ({ page, t }) => {
  const { username, password } = newPerson()
  const phone = newPhone()
  await page.goto('/register/')
  await page.getByText(t('signIn.wayPhone'), { exact: true }).click()
  await page.getByRole('textbox', { name: t('signIn.phone'), exact: true }).fill(phone)
  await page.getByRole('button', { name: t('signIn.sendCode') }).click()
  await expect(page.getByText(t('signIn.codeSent', { phone }))).toBeVisible()
  await page.getByRole('textbox', { name: t('signIn.phoneCode'), exact: true }).fill(await codeFor(phone))
  await page.getByRole('textbox', { name: t('signIn.username'), exact: true }).fill(username)
  await page.locator('input[type=password]').fill(password)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: t('signIn.create') }).click()
  await expectMember(page, t, username)
  await logOut(page, t, username)

  await logIn(page, t, phone, password)
  await expectMember(page, t, username)
})

test('who forgot the password logs in with the wallet and sets another', async ({ page, context, t }) => {
  const wallet = await installWallet(context)
  const { username } = newPerson()
  await page.goto('/register/')
  await page.getByText(t('signIn.wayWallet'), { exact: true }).click()
  await page.getByRole('button', { name: wallet.name }).click()
  await page.getByRole('button', { name: t('signIn.walletProve') }).click()
  await page.getByRole('textbox', { name: t('signIn.username'), exact: true }).fill(username)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: t('signIn.create') }).click()
  await expectMember(page, t, username)
  await logOut(page, t, username)

  await page.goto('/recover/')
  await expect(page.getByText(t('signIn.recoverOther'))).toBeVisible()
  await page
    .locator('main')
    .getByRole('link', { name: t('signIn.toLogin') })
    .click()
  await page.getByText(t('signIn.byWallet'), { exact: true }).click()
  await page.getByRole('button', { name: wallet.name }).click()
  await page.getByRole('button', { name: t('signIn.walletAction') }).click()
  await expectMember(page, t, username)

  await page.goto('/user-info/security/')
  await page.getByRole('button', { name: t('account.setPassword') }).click()
  await expectSoundPage(page)
  const password = 'Walnut-table-by-the-window'
  await page.locator('input[autocomplete=new-password]').fill(password)
  await page.getByRole('button', { name: t('state.save') }).click()
  await expect(page.getByText(t('account.passwordSet'))).toBeVisible()
  await logOut(page, t, username)
  await logIn(page, t, username, password)
  await expectMember(page, t, username)
})
