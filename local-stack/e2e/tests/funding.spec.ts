import { parseEther } from 'viem'
import { chain, fund } from '../support/chain'
import { expect, test } from '../support/fixtures'
import { Trader } from '../support/market'
import type { Seat } from '../support/seat'

/** What can go wrong between an accepted task and a locked reward, and how the page leads out of it. */
const TOTAL = '0.1025\u00a0ETH'

async function atTheCounter(publisher: Seat, id: string): Promise<void> {
  await publisher.page.goto(`/publish-task/?taskId=${id}`)
  await publisher.connects(publisher.page.locator('main'))
}

test('a wallet that refuses, or is on another chain, loses nothing and is asked again', async ({
  seat,
  t,
  appLocale,
}) => {
  const publisher = await seat(await Trader.known(appLocale))
  const { page } = publisher
  const wallet = publisher.wallet!
  const task = await publisher.trader.applies()
  await atTheCounter(publisher, task.id)
  const pay = page.getByRole('button', { name: t('publish.pay', { amount: TOTAL }) })

  wallet.refuseNext()
  await pay.click()
  await expect(page.getByText(t('problems.wallet-refused'))).toBeVisible()
  await publisher.isSound()

  wallet.strays('refuses')
  await page.reload()
  await publisher.connects(page.locator('main'))
  await pay.click()
  await expect(page.getByText(t('problems.wallet-refused'))).toBeVisible()
  wallet.strays('does not know it')
  await pay.click()
  await expect(page.getByText(t('problems.wallet-chain-unknown'))).toBeVisible()
  expect(wallet.sent).toEqual([])

  wallet.strays('agrees')
  await pay.click()
  await expect(page.getByText(t('publish.published'))).toBeVisible({ timeout: 20_000 })
  expect(wallet.sent).toHaveLength(1)
  await publisher.trader.sees(task.id, 'OPEN')
})

test('an account that has too little is told what is missing, and can go on when it is there', async ({
  seat,
  t,
  appLocale,
}) => {
  const publisher = await seat(await Trader.trustedPublisher(appLocale))
  const { page } = publisher
  await fund(publisher.trader.account, '0.0025')
  const task = await publisher.trader.applies()
  await atTheCounter(publisher, task.id)
  const pay = page.getByRole('button', { name: t('publish.pay', { amount: TOTAL }) })

  await expect(page.getByText(t('publish.short', { amount: '0.1\u00a0ETH' }))).toBeVisible()
  await expect(pay).toBeDisabled()
  await publisher.isSound()

  // Enough for the reward, not for the gas.
  await fund(publisher.trader.account, '0.1025')
  await page.reload()
  await publisher.connects(page.locator('main'))
  await pay.click()
  await expect(page.getByText(t('problems.wallet-funds'))).toBeVisible()

  await fund(publisher.trader.account, '1')
  await pay.click()
  await expect(page.getByText(t('publish.published'))).toBeVisible({ timeout: 20_000 })
})

test('a page that is closed while the payment waits takes it up again, also when the wallet speeds it up', async ({
  seat,
  t,
  appLocale,
}) => {
  const publisher = await seat(await Trader.trustedPublisher(appLocale))
  const { page } = publisher
  const wallet = publisher.wallet!
  const task = await publisher.trader.applies()
  const before = await chain.getBalance({ address: wallet.account.address })
  await atTheCounter(publisher, task.id)

  wallet.stalls()
  await page.getByRole('button', { name: t('publish.pay', { amount: TOTAL }) }).click()
  await expect(page.getByText(t('publish.mayClose'))).toBeVisible()
  await expect(page.getByText(wallet.sent[0]!)).toBeVisible()
  await publisher.isSound()
  await page.goto('/my-tasks/')
  await expect(page.getByText(t('market.pending')).first()).toBeVisible()
  await publisher.isSound()
  await page.goto(`/publish-task/?taskId=${task.id}`)
  await expect(page.getByText(wallet.sent[0]!)).toBeVisible()
  await expect(page.getByRole('list', { name: t('publish.progress') })).toBeVisible()
  await publisher.isSound()

  const faster = await wallet.speedsUp()
  await wallet.proceeds()
  await expect(page.getByText(t('publish.published'))).toBeVisible({ timeout: 30_000 })
  const open = await publisher.trader.sees(task.id, 'OPEN')
  const receipt = await chain.getTransactionReceipt({ hash: faster })
  expect(receipt.status).toBe('success')
  const paid = before - (await chain.getBalance({ address: wallet.account.address }))
  expect(paid).toBeLessThan(BigInt(open.escrow!.total) + parseEther('0.01'))
})
