import { getAddress, parseEther } from 'viem'
import { chain } from '../support/chain'
import { readEscrow } from '../support/escrow'
import { expect, test } from '../support/fixtures'
import { Trader } from '../support/market'
import { TestToken } from '../support/token'

/** A reward in a token: the escrow is allowed to take it, takes it, and pays it out. */
const REWARD = parseEther('25')
const TOTAL = REWARD + (REWARD * 250n) / 10_000n

test('a reward in a token is chosen, allowed, locked, and paid to a player without any ETH', async ({
  seat,
  t,
  appLocale,
}) => {
  test.setTimeout(120_000)
  const token = await TestToken.offered()
  const publisher = await seat(await Trader.trustedPublisher(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const [payer, payee] = [publisher.trader.account.address, player.trader.account.address]
  const amount = (whole: string) => `${whole}\u00a0${token.symbol}`
  await token.mint(publisher.trader.account, '100')
  // Left over from a payment that never came.
  await token.allow(publisher.trader.account, '1')
  const draft = await publisher.trader.drafts({
    name: `Paint the harbour bell ${publisher.trader.person.username}`,
    reward: null,
  })

  // The publisher chooses the token for the reward.
  const desk = publisher.page
  await desk.goto(`/publish-task/?taskId=${draft.id}`)
  for (const step of ['describe', 'criteria']) {
    await expect(desk.getByRole('heading', { name: t(`publish.step.${step}`) })).toBeVisible()
    await publisher.isSound()
    await desk.getByRole('button', { name: t('publish.next'), exact: true }).click()
  }
  await desk.getByRole('combobox', { name: t('market.token') }).selectOption({ label: token.symbol })
  await desk.getByRole('textbox', { name: t('publish.reward', { unit: token.symbol }) }).fill('25')
  await expect(desk.getByText(amount('25.625'))).toBeVisible()
  await publisher.isSound()
  await desk.getByRole('button', { name: t('publish.next'), exact: true }).click()
  await desk.getByRole('button', { name: t('publish.apply') }).click()

  // Three transactions: the allowance to zero and then to what it costs, since some tokens refuse to change one in use, and the payment.
  await expect(desk.getByText(amount('100'))).toBeVisible()
  await publisher.connects(desk.locator('main'))
  await publisher.isSound()
  await desk.getByRole('button', { name: t('publish.pay', { amount: amount('25.625') }) }).click()
  await expect(desk.getByText(t('publish.published'))).toBeVisible({ timeout: 20_000 })
  const open = await publisher.trader.sees(draft.id, 'OPEN')
  expect(publisher.wallet!.sent).toHaveLength(3)
  expect(BigInt(open.escrow!.total)).toBe(TOTAL)
  expect(await token.balanceOf(payer)).toBe(parseEther('100') - TOTAL)
  const account = async () =>
    (await readEscrow(open.escrow!.contract)).accounts.get(getAddress(token.address))!
  const funded = await account()
  expect(funded.locked).toBeGreaterThanOrEqual(TOTAL)
  expect(funded.balance).toBe(funded.locked + funded.fees + funded.credits)
  expect(await token.allowance(payer)).toBe(0n)

  await player.page.goto(`/task-market/?token=${token.address}`)
  await player.page.getByRole('link', { name: open.name }).click()
  await expect(player.page.getByRole('heading', { level: 1, name: open.name })).toBeVisible()
  await expect(player.page.getByText(amount('25')).first()).toBeVisible()
  await player.isSound()
  await player.trader.works(open.id)
  await publisher.opensTask(open)
  await publisher.starts('APPROVAL')
  await expect(publisher.dialog('APPROVAL').getByText(amount('25'))).toBeVisible()
  await publisher.signs('APPROVAL')
  await publisher.seesStatus('COMPLETED')
  await publisher.isSound()
  const paid = await account()
  expect(paid.fees).toBeGreaterThanOrEqual(TOTAL - REWARD)
  expect(paid.balance).toBe(paid.locked + paid.fees + paid.credits)
  expect(await token.balanceOf(payee)).toBe(REWARD)
  expect(await token.balanceOf(payer)).toBe(parseEther('100') - TOTAL)
  expect(await chain.getBalance({ address: payee })).toBe(0n)
})
