import { readFileSync } from 'node:fs'
import { parseEther } from 'viem'
import { chain } from '../support/chain'
import { expect, test } from '../support/fixtures'
import { Trader, type TaskView } from '../support/market'

/** The life of an escrowed task as two people at two browsers live it, on the real chain. */
const REWARD = parseEther('0.05')

test('a task is published, funded, claimed, done, approved and paid', async ({ seat, t, appLocale }) => {
  // A whole life with two people takes longer than the step that other tests take.
  test.setTimeout(180_000)
  const publisher = await seat(await Trader.trustedPublisher(appLocale))
  const player = await seat(await Trader.newcomer(appLocale))
  const name = `Light the harbour lantern ${publisher.trader.person.username}`

  // The player makes a wallet in the browser and links it.
  const wallet = player.page
  await wallet.goto('/user-info/wallet/')
  await wallet.getByRole('button', { name: t('wallet.own') }).click()
  const own = wallet.getByRole('dialog', { name: t('wallet.own') })
  player.passphrase = 'brass-lantern-over-water'
  await own.locator('input[type=password]').first().fill(player.passphrase)
  await own.locator('input[type=password]').last().fill(player.passphrase)
  await own
    .locator('form')
    .getByRole('button', { name: t('wallet.ownMake') })
    .click()
  const download = wallet.waitForEvent('download')
  await own.getByRole('button', { name: t('wallet.ownBackup') }).click()
  const backup = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as { address: `0x${string}` }
  await player.isSound()
  await own.getByRole('button', { name: t('wallet.ownUse') }).click()
  await wallet.getByRole('button', { name: t('account.walletSign') }).click()
  await player.isSound()
  await player.agreesInBrowserWallet()
  await player.agreesToLink()

  // The publisher writes the task down; the draft saves itself.
  const desk = publisher.page
  await desk.goto('/publish-task/')
  await desk.getByRole('textbox', { name: t('publish.name'), exact: true }).fill(name)
  await desk
    .getByRole('textbox', { name: t('publish.description'), exact: true })
    .fill('Before **nightfall**.')
  await desk.getByRole('textbox', { name: t('publish.tags'), exact: true }).fill('errand harbour')
  await expect(desk.getByText(t('publish.save.saved'))).toBeVisible()
  await publisher.isSound()
  await expect(desk).toHaveURL(/taskId=\d+/)
  const id = new URL(desk.url()).searchParams.get('taskId')!
  await desk.reload()
  await expect(desk.getByRole('textbox', { name: t('publish.name'), exact: true })).toHaveValue(name)
  await desk.getByRole('button', { name: t('publish.next'), exact: true }).click()
  await desk.getByRole('textbox', { name: t('publish.criterion', { number: '1' }) }).fill('It burns\nat dusk')
  await desk.getByRole('button', { name: t('publish.addCriterion') }).click()
  await desk
    .getByRole('textbox', { name: t('publish.criterion', { number: '2' }) })
    .fill('A picture shows it')
  await publisher.isSound()
  await desk.getByRole('button', { name: t('publish.next'), exact: true }).click()
  await desk.getByRole('textbox', { name: t('publish.reward', { unit: 'ETH' }) }).fill('0.05')
  await desk.getByLabel(t('task.claimDeadline')).fill(inDays(10))
  await publisher.isSound()
  await desk.getByRole('button', { name: t('publish.next'), exact: true }).click()
  await expect(desk.getByText(t('publish.rulesTitle'))).toBeVisible()
  await publisher.isSound()
  await desk.getByRole('button', { name: t('publish.apply') }).click()

  // The reward goes from the publisher's wallet into the contract.
  await expect(desk.getByRole('heading', { name: t('publish.fundTitle') })).toBeVisible()
  await publisher.isSound()
  const before = await chain.getBalance({ address: publisher.trader.account.address })
  await publisher.connects(desk.locator('main'))
  await desk.getByRole('button', { name: t('publish.pay', { amount: '0.05125\u00a0ETH' }) }).click()
  await expect(desk.getByText(t('publish.published'))).toBeVisible({ timeout: 20_000 })
  await publisher.isSound()
  const open = await publisher.trader.sees(id, 'OPEN')
  expect(BigInt(open.escrow!.total)).toBe(REWARD + (REWARD * 250n) / 10_000n)
  const paid = before - (await chain.getBalance({ address: publisher.trader.account.address }))
  expect(paid).toBeGreaterThan(BigInt(open.escrow!.total))
  expect(paid).toBeLessThan(BigInt(open.escrow!.total) + parseEther('0.01'))

  // The player finds it on the market and takes it on; the publisher's open page says so by itself.
  await publisher.opensTask({ id, name })
  await publisher.isSound()
  await wallet.goto('/task-market/')
  await wallet.getByRole('link', { name }).click()
  await expect(wallet.getByRole('heading', { level: 1, name })).toBeVisible()
  await player.starts('CLAIM')
  await player.isSound()
  await player.signs('CLAIM')
  await Promise.all([player, publisher].map((one) => one.seesStatus('CLAIMED')))
  await publisher.sees('CLAIMED')
  await player.isSound()

  // The work is handed in with words, a link and a file.
  const work = await player.starts('SUBMISSION')
  await work.getByRole('textbox', { name: t('task.workText') }).fill('It burns at the **harbour gate**.')
  await work.getByRole('textbox', { name: t('task.links') }).fill('https://example.org/lantern')
  await work
    .getByLabel(t('task.files'))
    .setInputFiles({ name: 'lantern.txt', mimeType: 'text/plain', buffer: Buffer.from('Lit at 18:02.') })
  await expect(work.getByText('lantern.txt')).toBeVisible()
  await player.isSound()
  await player.signs('SUBMISSION')
  await Promise.all([player, publisher].map((one) => one.seesStatus('SUBMITTED')))
  const handedIn = desk.getByRole('region', { name: t('task.submissions') })
  await expect(handedIn.getByText('harbour gate')).toBeVisible()
  await expect(handedIn.getByRole('link', { name: 'https://example.org/lantern' })).toBeVisible()
  const file = desk.waitForEvent('download')
  await handedIn.getByRole('button', { name: /lantern\.txt/ }).click()
  expect(readFileSync(await (await file).path(), 'utf8')).toBe('Lit at 18:02.')
  await publisher.isSound()

  // The publisher checks the receipt against the chain, approves, and the contract pays.
  await desk.getByRole('button', { name: t('task.escrow.check') }).click()
  await expect(desk.getByText(t('task.escrow.verdict.good'))).toBeVisible()
  await publisher.starts('APPROVAL')
  await publisher.isSound()
  await publisher.signs('APPROVAL')
  await Promise.all([player, publisher].map((one) => one.seesStatus('COMPLETED')))
  await player.sees('APPROVED')
  await player.isSound()
  await publisher.isSound()

  expect(await chain.getBalance({ address: backup.address })).toBe(REWARD)
  expect(await chain.getTransactionCount({ address: backup.address })).toBe(0)
  const ended: TaskView = await player.trader.sees(id, 'COMPLETED')
  expect(ended.publicStatus).toBe('COMPLETED')
})

/** Some days from now as the browser's own control for moments takes it. */
function inDays(days: number): string {
  const moment = new Date(Date.now() + days * 86_400_000)
  moment.setMinutes(moment.getMinutes() - moment.getTimezoneOffset())
  return moment.toISOString().slice(0, 16)
}
