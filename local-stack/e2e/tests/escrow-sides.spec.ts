import { parseEther } from 'viem'
import { chain } from '../support/chain'
import { expect, test } from '../support/fixtures'
import { Trader } from '../support/market'
import type { Seat } from '../support/seat'

/** What happens beside the main road of an escrowed task, as both sides see it on their open pages. */
const REWARD = parseEther('0.1')
const balanceOf = (trader: Trader) => chain.getBalance({ address: trader.account.address })

test('a revision is asked for with a reason, handed in, and paid by the publisher alone', async ({
  seat,
  t,
  appLocale,
}) => {
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const task = await publisher.trader.publish()
  await player.trader.works(task.id)
  await publisher.opensTask(task)
  await player.opensTask(task)

  const request = await publisher.starts('REVISION')
  await request.getByRole('button', { name: t('task.signAction.REVISION') }).click()
  await expect(request.getByText(t('fields.required'))).toBeVisible()
  await request.getByRole('textbox', { name: t('task.reason') }).fill('It does not burn.')
  await publisher.isSound()
  await publisher.signs('REVISION')
  await Promise.all([player, publisher].map((one) => one.seesStatus('REVISION_ASKED')))
  await expect(player.page.getByText('It does not burn.').first()).toBeVisible()
  await player.isSound()

  const work = await player.starts('SUBMISSION')
  await work.getByRole('textbox', { name: t('task.workText') }).fill('Now it burns.')
  await player.signs('SUBMISSION')
  await Promise.all([player, publisher].map((one) => one.seesStatus('SUBMITTED')))
  await expect(publisher.page.getByText('Now it burns.')).toBeVisible()

  await publisher.page.getByRole('button', { name: t('task.approveAlone') }).click()
  await publisher.isSound()
  await publisher.sends('APPROVAL')
  await Promise.all([player, publisher].map((one) => one.seesStatus('COMPLETED')))
  await publisher.isSound()
  expect(await balanceOf(player.trader)).toBe(REWARD)
  expect(publisher.wallet!.sent).toHaveLength(1)
})

test('a claim is given back, taken again, and both sides settle on a share', async ({
  seat,
  t,
  appLocale,
}) => {
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const task = await publisher.trader.publish()
  await player.trader.claims(task.id)
  await publisher.opensTask(task)
  await player.opensTask(task)

  await player.starts('ABANDONMENT')
  await player.isSound()
  await player.signs('ABANDONMENT')
  await Promise.all([player, publisher].map((one) => one.seesStatus('OPEN')))
  await publisher.sees('REOPENED')
  await player.starts('CLAIM')
  await player.signs('CLAIM')
  await Promise.all([player, publisher].map((one) => one.seesStatus('CLAIMED')))

  const offer = await player.starts('SETTLEMENT')
  await offer.getByRole('slider', { name: t('task.share') }).fill('4000')
  await expect(offer.getByText('0.04\u00a0ETH')).toBeVisible()
  await player.isSound()
  await player.signs('SETTLEMENT')
  const acceptance = t('task.acceptOffer', { share: '40%' })
  await publisher.page.getByRole('button', { name: acceptance }).click()
  const dialog = publisher.page.getByRole('dialog', { name: acceptance })
  await expect(dialog.getByText('0.04\u00a0ETH')).toBeVisible()
  await publisher.isSound()
  const before = await balanceOf(publisher.trader)
  await publisher.signs('SETTLEMENT', dialog)
  await Promise.all([player, publisher].map((one) => one.seesStatus('SETTLED')))
  await player.isSound()
  expect(await balanceOf(player.trader)).toBe((REWARD * 4000n) / 10_000n)
  const back = (await balanceOf(publisher.trader)) - before
  expect(back).toBe((BigInt(task.escrow!.total) * 6000n) / 10_000n)
})

test('an open task is cancelled, and everything comes back', async ({ seat, page, t, appLocale }) => {
  const publisher = await seat(await Trader.known(appLocale))
  const task = await publisher.trader.publish()
  await publisher.opensTask(task)
  await page.goto(`/task/?taskId=${task.id}`)
  await expect(page.getByRole('link', { name: t('task.logInToClaim') })).toBeVisible()
  const before = await balanceOf(publisher.trader)

  await publisher.starts('CANCEL')
  await publisher.isSound()
  publisher.wallet!.refuseNext()
  const dialog = publisher.dialog('CANCEL')
  await dialog.getByRole('button', { name: publisher.wallet!.name }).click()
  await expect(dialog.getByText(t('problems.wallet-refused'))).toBeVisible()
  await publisher.sends('CANCEL')

  await publisher.seesStatus('CANCELLED')
  await expect(page.getByText(t('task.ended.CANCELLED'))).toBeVisible()
  await publisher.isSound()
  const back = (await balanceOf(publisher.trader)) - before
  expect(back).toBeGreaterThan(BigInt(task.escrow!.total) - parseEther('0.01'))
  expect((await publisher.trader.task(task.id)).publicStatus).toBe('EXPIRED')
})

test('a dispute is heard, ruled on, appealed, and ruled on for good', async ({ seat, t, appLocale }) => {
  test.setTimeout(180_000)
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const [arbiter, appealArbiter] = [
    await seat(await Trader.admin(appLocale)),
    await seat(await Trader.admin(appLocale)),
  ]
  const task = await publisher.trader.publish({ name: `Disputed lantern ${player.trader.person.username}` })
  await player.trader.works(task.id)
  await publisher.opensTask(task)
  await player.opensTask(task)

  const dispute = await player.starts('DISPUTE')
  await dispute.getByRole('textbox', { name: t('task.reason') }).fill('The work is done and nobody answers.')
  await player.isSound()
  await player.signs('DISPUTE')
  await Promise.all([player, publisher].map((one) => one.seesStatus('DISPUTED')))
  const panel = publisher.page.getByRole('region', { name: t('task.dispute.title') })
  await expect(panel.getByText('The work is done and nobody answers.')).toBeVisible()
  await panel
    .getByRole('textbox', { name: t('task.statement') })
    .fill('The lantern was **dark** when I came.')
  await panel
    .getByLabel(t('task.files'))
    .setInputFiles({ name: 'dark.txt', mimeType: 'text/plain', buffer: Buffer.from('No light at 18:30.') })
  await expect(panel.getByText('dark.txt')).toBeVisible()
  await panel.getByRole('button', { name: t('task.sendStatement'), exact: true }).click()
  await expect(player.page.getByText('The lantern was dark when I came.')).toBeVisible({ timeout: 20_000 })
  await publisher.isSound()
  await player.isSound()

  await rules(arbiter, '3000', 'Half done.')
  await Promise.all([player, publisher].map((one) => one.seesStatus('RULED')))
  await expect(player.page.getByText(t('task.dispute.ruling', { share: '30%' }))).toBeVisible()
  await player.isSound()

  const appeal = await player.starts('APPEAL')
  await appeal.getByRole('textbox', { name: t('task.reason') }).fill('The picture was not looked at.')
  await player.isSound()
  await player.signs('APPEAL')
  await Promise.all([player, publisher].map((one) => one.seesStatus('APPEALED')))
  await rules(appealArbiter, '8000', 'The picture shows light.')
  await Promise.all([player, publisher].map((one) => one.seesStatus('RESOLVED')))
  await expect(player.page.getByText(t('task.dispute.appealRuling', { share: '80%' }))).toBeVisible()
  await publisher.isSound()
  expect(await balanceOf(player.trader)).toBe((REWARD * 8000n) / 10_000n)

  /** An arbiter decides on the page for it. */
  async function rules(by: Seat, share: string, reason: string): Promise<void> {
    const { page } = by
    await page.goto('/admin/task-disputes/')
    const rule = page.getByRole('button', { name: t('taskAdmin.ruleOf', { name: task.name }) })
    await rule.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('slider', { name: t('taskAdmin.share') }).fill(share)
    const why = dialog.getByRole('textbox', { name: t('admin.reason') })
    await why.fill(reason)
    await by.isSound()
    // Both sides may be looked at again before; what was written is still there then.
    await page.keyboard.press('Escape')
    await expect(rule).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(why).toHaveValue(reason)
    await dialog.getByRole('button', { name: t('taskAdmin.rule'), exact: true }).click()
    await expect(page.getByText(t('taskAdmin.ruled'))).toBeVisible()
    // The button is gone with what was done, and nobody is left at the top of the page.
    await expect(rule).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  }
})
