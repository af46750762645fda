import { parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { chain, chainNow, fund, passSeconds, passSecondsBeforeNextBlock, pauseEscrow } from '../support/chain'
import { executeDefault } from '../support/escrow'
import { expect, test } from '../support/fixtures'
import { Trader } from '../support/market'

/** What changes the chain for everybody: its clock is moved, or its escrow is paused. No other test runs meanwhile. */
const REWARD = parseEther('0.1')
const HOUR = 3_600
const balanceOf = (trader: Trader) => chain.getBalance({ address: trader.account.address })

test('a publisher who stays silent cannot keep the reward', async ({ seat, t, appLocale }) => {
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const task = await publisher.trader.publish({ reviewWindow: HOUR })
  await player.trader.works(task.id)
  await publisher.opensTask(task)
  await player.opensTask(task)
  await expect(publisher.page.getByText(t('task.nextMine.APPROVAL'))).toBeVisible()

  await passSeconds(HOUR + 60)

  await Promise.all([player, publisher].map((one) => one.seesStatus('COMPLETED')))
  await player.sees('RELEASED')
  await player.isSound()
  expect(await balanceOf(player.trader)).toBe(REWARD)
})

test('a player who stays silent cannot keep the task', async ({ seat, page, t, appLocale }) => {
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const task = await publisher.trader.publish({ workWindow: HOUR })
  await player.trader.claims(task.id)
  await player.opensTask(task)
  await page.goto(`/task/?taskId=${task.id}`)
  await expect(page.getByText(t('market.status.CLAIMED')).first()).toBeVisible()

  await passSeconds(HOUR + 60)

  await player.seesStatus('OPEN')
  await player.sees('REOPENED')
  await player.isSound()
  await expect(page.getByRole('link', { name: t('task.logInToClaim') })).toBeVisible()
})

test('a task that nobody claims in time expires, and everything comes back', async ({ seat, appLocale }) => {
  const publisher = await seat(await Trader.known(appLocale))
  const task = await publisher.trader.publish({
    claimDeadline: new Date((await chainNow()) + HOUR * 1000).toISOString(),
  })
  await publisher.opensTask(task)
  const before = await balanceOf(publisher.trader)

  await passSeconds(HOUR + 60)

  await publisher.seesStatus('EXPIRED')
  await publisher.sees('REFUNDED')
  await publisher.isSound()
  expect((await balanceOf(publisher.trader)) - before).toBe(BigInt(task.escrow!.total))
})

test('a ruling that nobody appeals is carried out', async ({ seat, appLocale }) => {
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const arbiter = await Trader.admin()
  await arbiter.api.logIn(arbiter.person.username, arbiter.person.password, arbiter.secondFactor)
  const task = await publisher.trader.publish()
  await player.trader.works(task.id)
  await player.trader.consents(task.id, 'DISPUTE', { reason: 'Nobody answers.' })
  await player.trader.sees(task.id, 'DISPUTED')
  await arbiter.api.json('POST', `/api/v1/task-disputes/${task.id}/ruling`, {
    share: 6000,
    reason: 'Mostly done.',
  })
  await player.trader.sees(task.id, 'RULED')
  await player.opensTask(task)

  await passSeconds((task.escrow as unknown as { appealWindow: number }).appealWindow + 60)

  await player.seesStatus('RESOLVED')
  await player.isSound()
  expect(await balanceOf(player.trader)).toBe((REWARD * 6000n) / 10_000n)
})

test('when the arbiter stays silent anybody carries out what was agreed for that', async ({
  seat,
  t,
  appLocale,
}) => {
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const stranger = privateKeyToAccount(generatePrivateKey())
  await fund(stranger, '1')
  const { limits } = await player.trader.api.json<{ limits: { arbitrationWindow: number } }>(
    'GET',
    '/api/v1/task-escrow',
  )
  const task = await publisher.trader.publish()
  await player.trader.works(task.id)
  await player.trader.consents(task.id, 'DISPUTE', { reason: 'Nobody answers.' })
  await player.trader.sees(task.id, 'DISPUTED')
  await publisher.opensTask(task)
  await player.opensTask(task)
  const { contract, key, total } = task.escrow!
  const before = await balanceOf(publisher.trader)

  await passSecondsBeforeNextBlock(limits.arbitrationWindow + 60)
  const hash = await executeDefault(contract, key, stranger)

  await Promise.all([player, publisher].map((one) => one.seesStatus('RESOLVED')))
  await player.sees('RESOLVED')
  await expect(player.page.getByTitle(hash)).toBeVisible()
  await expect(publisher.page.getByText(t('task.endedByDefault'))).toBeVisible()
  await player.isSound()
  expect(await balanceOf(player.trader)).toBe(REWARD / 2n)
  expect((await balanceOf(publisher.trader)) - before).toBe(BigInt(total) / 2n)
})

test('while the escrow is paused nothing is funded or claimed, and what is locked still comes out', async ({
  seat,
  t,
  appLocale,
}) => {
  test.setTimeout(120_000)
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const held = await publisher.trader.publish()
  const open = await publisher.trader.publish()
  const unfunded = await publisher.trader.applies()
  await player.trader.works(held.id)
  const { contract } = held.escrow!

  await pauseEscrow(contract, true)
  try {
    await expect
      .poll(
        async () => (await player.trader.api.json<{ paused: boolean }>('GET', '/api/v1/task-escrow')).paused,
        {
          timeout: 20_000,
        },
      )
      .toBe(true)
    await publisher.page.goto(`/publish-task/?taskId=${unfunded.id}`)
    await expect(publisher.page.getByText(t('problems.escrow-paused')).first()).toBeVisible()
    await publisher.isSound()
    await player.opensTask(open)
    await expect(player.page.getByText(t('problems.escrow-paused'))).toBeVisible()
    await expect(player.button('CLAIM')).toBeDisabled()
    await player.isSound()

    await publisher.opensTask(held)
    await publisher.starts('APPROVAL')
    await publisher.signs('APPROVAL')
    await publisher.seesStatus('COMPLETED')
    expect(await balanceOf(player.trader)).toBe(REWARD)
  } finally {
    await pauseEscrow(contract, false)
  }
  await expect(player.button('CLAIM')).toBeEnabled({ timeout: 30_000 })
  await player.starts('CLAIM')
  await player.signs('CLAIM')
  await player.seesStatus('CLAIMED')
})
