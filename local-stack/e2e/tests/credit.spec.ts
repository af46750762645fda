import { parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { chain, fund, refusePayments } from '../support/chain'
import { expect, test } from '../support/fixtures'
import { Trader } from '../support/market'

/** A payment that its account cannot take waits in the contract. */
const REWARD = parseEther('0.1')

test('a player whose account takes no payments withdraws the reward to another account', async ({
  seat,
  t,
  appLocale,
}) => {
  test.setTimeout(120_000)
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const other = privateKeyToAccount(generatePrivateKey()).address
  const task = await publisher.trader.publish()
  await player.trader.works(task.id)
  await fund(player.trader.account, '1')
  await refusePayments(player.trader.account.address)

  await publisher.trader.consents(task.id, 'APPROVAL')
  await player.opensTask(task)
  await player.seesStatus('COMPLETED')
  await player.sees('CREDITED')
  const credit = player.page.getByRole('region', { name: t('task.credit.title') })
  await expect(
    credit.getByText(t('task.credit.text', { amount: '0.1\u00a0ETH' }), { exact: true }),
  ).toBeVisible()
  await player.isSound()

  await credit.getByRole('button', { name: t('task.credit.withdraw') }).click()
  const dialog = player.page.getByRole('dialog', { name: t('task.credit.withdraw') })
  await dialog.getByRole('textbox', { name: t('task.credit.recipient') }).fill(other)
  await player.connects(dialog)
  await player.isSound()
  await dialog.getByRole('button', { name: t('task.send'), exact: true }).click()

  await expect(credit.getByText(t('task.credit.gone'))).toBeVisible({ timeout: 20_000 })
  await player.isSound()
  expect(await chain.getBalance({ address: other })).toBe(REWARD)
})
