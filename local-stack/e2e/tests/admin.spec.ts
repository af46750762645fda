import { expect, expectSoundPage, test } from '../support/fixtures'
import { expectMember, logIn } from '../support/flows'
import { Api, newPerson } from '../support/people'
import { newSystemAdmin } from '../support/roles'

test.describe.configure({ timeout: 150_000 })

test('an admin finds a user, bans them with a reason, and the audit log tells of it', async ({
  page,
  t,
  appLocale,
}) => {
  const target = newPerson()
  const { user } = await new Api().register(target, appLocale)
  const admin = await newSystemAdmin(appLocale)
  await logIn(page, t, admin.username, admin.password)
  await page.getByRole('textbox', { name: t('signIn.code') }).fill(admin.recoveryCodes[0]!)
  await page
    .locator('main')
    .getByRole('button', { name: t('shell.logIn'), exact: true })
    .click()
  await expectMember(page, t, admin.username)

  await page.goto('/admin/users/')
  await page.getByRole('searchbox', { name: t('admin.userQuery') }).fill(target.username)
  await page.getByRole('button', { name: t('admin.apply'), exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`query=${target.username}`))
  await expectSoundPage(page)
  await page.getByRole('link', { name: target.username }).click()
  await expect(page.getByRole('button', { name: t('admin.ban'), exact: true })).toBeVisible()
  await expectSoundPage(page)
  await page.getByRole('button', { name: t('admin.ban'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: t('admin.reason') }).fill('Selling accounts')
  await expectSoundPage(page)
  await dialog.getByRole('button', { name: t('admin.ban'), exact: true }).click()
  await expect(page.getByText(t('admin.banReason', { reason: 'Selling accounts' }))).toBeVisible()

  const refused = await new Api().call('POST', '/api/v1/auth/sessions', {
    identifier: target.username,
    password: target.password,
  })
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ code: 'account-banned', reason: 'Selling accounts' })

  await expect(async () => {
    await page.goto(`/admin/audit/?subject=user:${user.id}`)
    await expect(page.getByText(t('admin.actions.user-banned')).first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 20_000 })
  await expectSoundPage(page)
})

test('an admin reviews a request for the badge', async ({ page, t, appLocale }) => {
  const player = new Api()
  const person = newPerson()
  await player.register(person, appLocale)
  await player.json('POST', '/api/v1/me/verification-requests', {
    statement: 'I lead a group of thirty players in two games and want to found their community here.',
    links: ['https://example.org/group'],
  })
  const admin = await newSystemAdmin(appLocale)
  await logIn(page, t, admin.username, admin.password)
  await page.getByRole('textbox', { name: t('signIn.code') }).fill(admin.recoveryCodes[0]!)
  await page
    .locator('main')
    .getByRole('button', { name: t('shell.logIn'), exact: true })
    .click()
  await expectMember(page, t, admin.username)

  await page.goto('/admin/verification/')
  const approve = page.getByRole('button', {
    name: t('admin.approveOf', { name: person.username }),
    exact: true,
  })
  await expect(approve).toBeVisible()
  await expectSoundPage(page)
  await approve.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: t('admin.reason') }).fill('Known group')
  await dialog.getByRole('button').first().click()
  await expect(page.getByText(t('admin.approved', { name: person.username }))).toBeVisible()

  expect(await player.json('GET', '/api/v1/me')).toMatchObject({ verified: true })
})

test('a player is told that the administration is not for them', async ({ page, t, appLocale }) => {
  const person = newPerson()
  await new Api().register(person, appLocale)
  await logIn(page, t, person.username, person.password)
  await expectMember(page, t, person.username)
  await page.goto('/admin/users/')
  await expect(page.getByRole('heading', { level: 1, name: t('state.forbiddenTitle') })).toBeVisible()
  await expectSoundPage(page)
})
