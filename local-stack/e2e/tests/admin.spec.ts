import { readFileSync } from 'node:fs'
import { expect, expectSoundPage, test } from '../support/fixtures'
import { expectMember, logIn, logInAsAdmin, registerByEmail } from '../support/flows'
import { Api, newPerson } from '../support/people'
import { demoAdmin } from '../support/roles'

test.describe.configure({ timeout: 150_000 })

test('an admin finds a user, bans them with a reason, and the audit log tells of it', async ({
  page,
  t,
  appLocale,
}) => {
  const target = newPerson()
  const { user } = await new Api().register(target, appLocale)
  await logInAsAdmin(page, t, appLocale)

  await page.goto('/admin/users/')
  await page.getByRole('searchbox', { name: t('admin.userQuery') }).fill(target.username)
  await page.getByRole('button', { name: t('state.apply'), exact: true }).click()
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

test('an admin lifts a ban, gives a role and takes it away', async ({ page, t, appLocale }) => {
  const target = newPerson()
  const { user } = await new Api().register(target, appLocale)
  const words = `<img src=x onerror="document.title='broken'">{{7*7}}`
  await (await demoAdmin()).json('PUT', `/api/v1/admin/users/${user.id}/ban`, { reason: words, until: null })
  await logIn(page, t, target.username, target.password)
  await expect(page.getByText(words)).toBeVisible()
  await expectSoundPage(page)

  await logInAsAdmin(page, t, appLocale)
  await page.goto(`/admin/users/${user.id}/`)
  await expect(page.getByText(t('admin.banReason', { reason: words }))).toBeVisible()
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: t('admin.unban'), exact: true }).click()
  await dialog.getByRole('button', { name: t('admin.unban'), exact: true }).click()
  await expect(page.getByText(t('admin.unbanned', { name: target.username }))).toBeVisible()
  const back = await new Api().logIn(target.username, target.password)
  expect(back.user.roles).toEqual(['PLAYER'])

  const role = page.getByRole('checkbox', { name: t('roles.COMMUNITY_ADMIN') })
  for (const [change, roles] of [
    ['admin.roleAdded', ['PLAYER', 'COMMUNITY_ADMIN']],
    ['admin.roleRemoved', ['PLAYER']],
  ] as const) {
    await role.click()
    await page.getByRole('button', { name: t('admin.saveRoles'), exact: true }).click()
    await expect(dialog.getByText(t(change, { role: t('roles.COMMUNITY_ADMIN') }))).toBeVisible()
    await expectSoundPage(page)
    await dialog.getByRole('button', { name: t('admin.saveRoles'), exact: true }).click()
    await expect(dialog).toHaveCount(0)
    const again = await new Api().logIn(target.username, target.password)
    expect(again.user.roles.toSorted()).toEqual(roles.toSorted())
  }
})

test('an admin searches the audit log, exports it, and checks that it is whole', async ({
  page,
  t,
  appLocale,
}) => {
  const target = newPerson()
  const { user } = await new Api().register(target, appLocale)
  await logInAsAdmin(page, t, appLocale)
  await page.goto('/admin/audit/')
  const list = page.getByRole('list', { name: t('admin.audit') })
  const registered = list.getByText(t('admin.actions.user-registered'), { exact: true })
  await expect(list).toBeVisible()

  await page.getByRole('textbox', { name: t('admin.subject') }).fill(`user:${user.id}`)
  await page.getByRole('textbox', { name: t('admin.action') }).fill('user.registered')
  await expect(async () => {
    await page.getByRole('button', { name: t('state.apply'), exact: true }).click()
    await expect(list.getByRole('listitem')).toHaveCount(1, { timeout: 2_000 })
    await expect(registered).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
  await registered.click()
  await expect(list.getByText(t('admin.traceId'), { exact: true })).toBeVisible()
  await expectSoundPage(page)

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: t('admin.export') }).click(),
  ])
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('user.registered')
  expect(lines[1]).toContain(`user:${user.id}`)

  await page.getByRole('button', { name: t('admin.check') }).click()
  const verdict = t('admin.intact', { count: 'COUNT' }).split('COUNT')[0]!.trim()
  await expect(page.getByRole('status').filter({ hasText: verdict })).toBeVisible()
})

test('a token that makes the first system admin is worth nothing when there is one', async ({ page, t }) => {
  await registerByEmail(page, t, newPerson())
  await page.goto('/user-info/system-admin/')
  await page.getByRole('textbox', { name: t('account.systemAdminToken') }).fill('a'.repeat(43))
  await page.getByRole('button', { name: t('account.systemAdminBecome') }).click()
  await expect(page.getByText(t('problems.bootstrap-token-invalid'))).toBeVisible()
  await expectSoundPage(page)
})

test('an admin rejects a request, and the player reads why', async ({ page, t, appLocale }) => {
  const player = new Api()
  const person = newPerson()
  await player.register(person, appLocale)
  const words = `<img src=x onerror="document.title='broken'"> I want to found a community of lanterns.`
  await player.json('POST', '/api/v1/me/verification-requests', { statement: words, links: [] })
  await logInAsAdmin(page, t, appLocale)
  await page.goto('/admin/verification/')
  const reject = page.getByRole('button', {
    name: t('admin.rejectOf', { name: person.username }),
    exact: true,
  })
  await expect(reject).toBeVisible()
  await expect(page.getByRole('article', { name: person.username }).getByText(words)).toBeVisible()
  await reject.click()
  const dialog = page.getByRole('dialog')
  const reason = `Too early <script>document.title='broken'</script>`
  await dialog.getByRole('textbox', { name: t('admin.reason') }).fill(reason)
  await dialog.getByRole('button', { name: t('admin.reject'), exact: true }).click()
  await expect(page.getByText(t('admin.rejected', { name: person.username }))).toBeVisible()

  expect(await player.json('GET', '/api/v1/me/verification-requests')).toMatchObject({
    items: [{ status: 'REJECTED', reason }],
  })
  await expect(page).not.toHaveTitle('broken')
})

test('an admin reviews a request for the badge', async ({ page, t, appLocale }) => {
  const player = new Api()
  const person = newPerson()
  await player.register(person, appLocale)
  await player.json('POST', '/api/v1/me/verification-requests', {
    statement: 'I lead a group of thirty players in two games and want to found their community here.',
    links: ['https://example.org/group'],
  })
  await logInAsAdmin(page, t, appLocale)

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

test('a player is told what is not for them, and where to become who may publish', async ({
  page,
  t,
  appLocale,
}) => {
  const person = newPerson()
  await new Api().register(person, appLocale)
  await logIn(page, t, person.username, person.password)
  await expectMember(page, t, person.username)
  await page.goto('/admin/users/')
  await expect(page.getByRole('heading', { level: 1, name: t('state.forbiddenTitle') })).toBeVisible()
  await expectSoundPage(page)

  await page.goto('/publish-task/')
  await expect(page.getByRole('heading', { level: 1, name: t('state.forbiddenTitle') })).toBeVisible()
  await expectSoundPage(page)
  await page.getByRole('link', { name: t('state.toPublisher') }).click()
  await expect(page.getByRole('heading', { name: t('account.publisher') })).toBeInViewport()
})
