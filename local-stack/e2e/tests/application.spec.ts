import { chain } from '../support/chain'
import { expect, test } from '../support/fixtures'
import { Trader } from '../support/market'

/** Two applications: a publisher's for publication, which an admin decides, and players' for a task, which its publisher decides. */
test('an admin sends an application back with a reason, and accepts the better one', async ({
  seat,
  t,
  appLocale,
}) => {
  test.setTimeout(120_000)
  const publisher = await seat(await Trader.publisher(appLocale))
  const admin = await seat(await Trader.admin(appLocale))
  const name = `Lantern without a harbour ${publisher.trader.person.username}`
  const task = await publisher.trader.proposes({ name })
  const desk = publisher.page
  await desk.goto(`/publish-task/?taskId=${task.id}`)
  await expect(desk.getByRole('heading', { name: t('publish.inReview') })).toBeVisible()
  await publisher.isSound()

  await admin.page.goto('/admin/task-reviews/')
  await admin.page.getByRole('button', { name: t('taskAdmin.refuseOf', { name }) }).click()
  const refusal = admin.page.getByRole('dialog')
  await refusal.getByRole('textbox', { name: t('admin.reason') }).fill('Say which harbour.')
  await admin.isSound()
  await refusal.getByRole('button', { name: t('taskAdmin.refuse'), exact: true }).click()
  await expect(admin.page.getByText(t('taskAdmin.refused', { name }))).toBeVisible()

  // The publisher's open page has become the draft again, with the reason.
  await expect(desk.getByText('Say which harbour.')).toBeVisible()
  await publisher.isSound()
  await desk
    .getByRole('textbox', { name: t('publish.description'), exact: true })
    .fill('To the **old harbour**.')
  for (const _ of ['describe', 'criteria', 'terms']) {
    await desk.getByRole('button', { name: t('publish.next'), exact: true }).click()
  }
  await desk.getByRole('button', { name: t('publish.apply') }).click()
  await expect(desk.getByRole('heading', { name: t('publish.inReview') })).toBeVisible()

  await admin.page.reload()
  await admin.page.getByRole('button', { name: t('taskAdmin.approveOf', { name }) }).click()
  await admin.page
    .getByRole('dialog')
    .getByRole('button', { name: t('taskAdmin.approve'), exact: true })
    .click()
  await expect(admin.page.getByText(t('taskAdmin.approved', { name }))).toBeVisible()
  await expect(desk.getByRole('heading', { name: t('publish.fundTitle') })).toBeVisible()
  expect((await publisher.trader.task(task.id)).status).toBe('AWAITING_FUNDS')
})

test('an admin gives a publisher the badge, and nobody checks the next application', async ({
  seat,
  t,
  appLocale,
}) => {
  test.setTimeout(120_000)
  const trader = await Trader.publisher(appLocale)
  const admin = await seat(await Trader.admin(appLocale))
  await admin.page.goto(`/admin/users/${trader.id}/`)
  await admin.page.getByRole('button', { name: t('admin.giveBadge') }).click()
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: t('admin.reason') }).fill('Known for years.')
  await admin.isSound()
  await dialog.getByRole('button', { name: t('admin.giveBadge') }).click()
  await expect(admin.page.getByRole('button', { name: t('admin.takeBadge') })).toBeVisible()

  await trader.api.logIn(trader.person.username, trader.person.password)
  const publisher = await seat(trader)
  const task = await publisher.trader.proposes()
  expect(task.status).toBe('AWAITING_FUNDS')
  await publisher.page.goto(`/publish-task/?taskId=${task.id}`)
  await expect(publisher.page.getByRole('heading', { name: t('publish.fundTitle') })).toBeVisible()
})

test('the publisher chooses among the players who ask, and only the chosen one can claim', async ({
  seat,
  t,
  appLocale,
}) => {
  const publisher = await seat(await Trader.known(appLocale))
  const chosen = await seat(await Trader.player(appLocale))
  const other = await seat(await Trader.player(appLocale))
  const task = await publisher.trader.publish({ mode: 'BY_APPLICATION' })
  await publisher.opensTask(task)
  for (const player of [chosen, other]) {
    await player.opensTask(task)
    const dialog = await player.starts('CANDIDATURE')
    await dialog
      .getByRole('textbox', { name: t('task.candidatureMessage') })
      .fill(`I am ${player.trader.person.username}.`)
    await player.isSound()
    await dialog.getByRole('button', { name: t('task.ask'), exact: true }).click()
    await expect(player.page.getByText(t('task.asked'))).toBeVisible()
  }

  // Who asked shows on the publisher's open page.
  const { username } = chosen.trader.person
  const choice = publisher.page.getByRole('button', { name: t('task.chooseOf', { name: username }) })
  await expect(choice).toBeVisible({ timeout: 20_000 })
  await choice.click()
  await publisher.isSound()
  await publisher.page
    .getByRole('dialog')
    .getByRole('button', { name: t('task.choose'), exact: true })
    .click()
  await expect(publisher.page.getByText(t('task.candidateChosen', { name: username }))).toBeVisible()

  await expect(chosen.button('CLAIM')).toBeVisible({ timeout: 20_000 })
  await other.page.reload()
  await expect(other.page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(other.button('CLAIM')).toHaveCount(0)
  await chosen.isSound()
  await chosen.starts('CLAIM')
  await chosen.signs('CLAIM')
  await Promise.all([chosen, other, publisher].map((one) => one.seesStatus('CLAIMED')))
  await other.isSound()
  expect(await chain.getTransactionCount({ address: chosen.trader.account.address })).toBe(0)
})
