import { expect, expectSoundPage, test } from '../support/fixtures'
import { expectMember, registerByEmail } from '../support/flows'
import { Api, newPerson } from '../support/people'

test('other sessions are listed and ended, one or all', async ({ page, t }) => {
  const person = newPerson()
  await registerByEmail(page, t, person)
  const others = [new Api(), new Api(), new Api()]
  for (const other of others) await other.logIn(person.username, person.password)
  const alive = async () => {
    const answers = await Promise.all(others.map((other) => other.call('GET', '/api/v1/me')))
    return answers.filter((answer) => answer.ok).length
  }
  await page.goto('/user-info/security/')
  const list = page.getByRole('list', { name: t('account.sessions') })
  await expect(list.getByRole('listitem')).toHaveCount(4)
  await expect(list.getByText(t('account.sessionCurrent'))).toHaveCount(1)
  await expectSoundPage(page)
  expect(await alive()).toBe(3)

  await list
    .getByRole('button', { name: new RegExp(t('account.endSessionOf', { name: '' })) })
    .first()
    .click()
  await expectSoundPage(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('account.endSession'), exact: true })
    .click()
  await expect(page.getByText(t('account.sessionEnded'))).toBeVisible()
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expect.poll(alive).toBe(2)

  await page.getByRole('button', { name: t('account.endOthers') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('account.endOthers') })
    .click()
  await expect(page.getByText(t('account.noOthers'))).toBeVisible()
  await expect.poll(alive).toBe(0)
  await page.reload()
  await expectMember(page, t, person.username)
})

test('a session that was ended elsewhere leads to the login', async ({ page, t }) => {
  const person = newPerson()
  await registerByEmail(page, t, person)
  await expectMember(page, t, person.username)
  const other = new Api()
  await other.logIn(person.username, person.password)
  await other.json('DELETE', '/api/v1/me/sessions')

  await page
    .getByRole('link', { name: t('shell.name') })
    .first()
    .click()
  await page.goto('/user-info/security/')

  await page.waitForURL('**/login/**')
  await expectSoundPage(page)
})

test('tokens that are refused together are renewed once, and nobody notices', async ({ page, t }) => {
  const person = newPerson()
  await registerByEmail(page, t, person)
  await expectMember(page, t, person.username)
  await page.goto('/about/')
  await expectMember(page, t, person.username)
  let first: string | undefined
  await page.route('**/api/v1/me**', async (route) => {
    const headers = await route.request().allHeaders()
    first ??= headers.authorization
    // The gateway refuses it for its signature, as it refuses one that is too old.
    if (headers.authorization === first) headers.authorization = `${first}x`
    await route.continue({ headers })
  })
  let refused = 0
  let renewed = 0
  page.on('response', (answer) => {
    if (answer.url().includes('/api/v1/me') && answer.status() === 401) refused += 1
    if (answer.url().endsWith('/api/v1/auth/refreshes')) renewed += 1
  })

  await page.getByRole('button', { name: t('shell.accountOf', { name: person.username }) }).click()
  await page
    .getByRole('link', { name: t('nav.info') })
    .last()
    .click()

  await expect(page.getByRole('button', { name: t('account.editProfile') })).toBeVisible()
  await expect(page.getByRole('button', { name: t('account.verificationAsk') })).toBeVisible()
  expect(refused).toBeGreaterThan(1)
  expect(renewed).toBe(1)
})
