import { expect, test } from '@playwright/test'
import { parseEther } from 'viem'
import { chain } from '../support/chain'
import { Trader } from '../support/market'

/** The life of a task on the real chain, by the API as pages and wallets use it. */
const REWARD = parseEther('0.1')

test('a task is funded, claimed, done and paid, and the player pays no gas', async () => {
  const publisher = await Trader.publisher()
  const player = await Trader.player()
  const task = await publisher.publish()
  expect(await chain.getBalance({ address: task.escrow!.contract })).toBeGreaterThanOrEqual(REWARD)

  await player.consents(task.id, 'CLAIM')
  await player.sees(task.id, 'CLAIMED')
  await player.submits(task.id, 'It burns at the harbour gate.')
  await publisher.sees(task.id, 'SUBMITTED')
  await publisher.consents(task.id, 'APPROVAL')
  const paid = await player.sees(task.id, 'COMPLETED')

  expect(paid.publicStatus).toBe('COMPLETED')
  expect(await chain.getBalance({ address: player.account.address })).toBe(REWARD)
  expect(await chain.getTransactionCount({ address: player.account.address })).toBe(0)
  const timeline = await player.api.json<{ items: { kind: string; transactionHash: string | null }[] }>(
    'GET',
    `/api/v1/tasks/${task.id}/timeline?limit=50`,
  )
  const told = timeline.items.filter(({ transactionHash }) => transactionHash).map(({ kind }) => kind)
  expect(told).toEqual(expect.arrayContaining(['FUNDED', 'CLAIMED', 'SUBMITTED', 'APPROVED']))
})

test('a revision is asked for, with a reason, and handed in', async () => {
  const publisher = await Trader.publisher()
  const player = await Trader.player()
  const task = await publisher.publish()
  await player.consents(task.id, 'CLAIM')
  await player.sees(task.id, 'CLAIMED')
  await player.submits(task.id, 'It is at the harbour.')
  await publisher.sees(task.id, 'SUBMITTED')

  await publisher.consents(task.id, 'REVISION', { reason: 'It does not burn.' })
  expect((await player.sees(task.id, 'REVISION_ASKED')).round).toBe(1)
  await player.submits(task.id, 'Now it burns.')
  await publisher.sees(task.id, 'SUBMITTED')
  await publisher.sends(task.id, 'approve')

  await player.sees(task.id, 'COMPLETED')
  expect(await chain.getBalance({ address: player.account.address })).toBe(REWARD)
})

test('a claim is given back, and somebody else takes it', async () => {
  const publisher = await Trader.publisher()
  const [first, second] = [await Trader.player(), await Trader.player()]
  const task = await publisher.publish()
  await first.consents(task.id, 'CLAIM')
  await first.sees(task.id, 'CLAIMED')

  await first.consents(task.id, 'ABANDONMENT')
  await second.sees(task.id, 'OPEN')
  await second.consents(task.id, 'CLAIM')

  await second.sees(task.id, 'CLAIMED')
})

test('an open task is cancelled, and everything comes back', async () => {
  const publisher = await Trader.publisher()
  const task = await publisher.publish()
  const before = await chain.getBalance({ address: publisher.account.address })

  await publisher.sends(task.id, 'cancel')

  await publisher.sees(task.id, 'CANCELLED')
  const back = (await chain.getBalance({ address: publisher.account.address })) - before
  expect(back).toBeGreaterThan(BigInt(task.escrow!.total) - parseEther('0.01'))
})

test('both sides settle on a share', async () => {
  const publisher = await Trader.publisher()
  const player = await Trader.player()
  const task = await publisher.publish()
  await player.consents(task.id, 'CLAIM')
  await player.sees(task.id, 'CLAIMED')
  const validUntil = new Date(Date.now() + 86_400_000).toISOString()

  await player.consents(task.id, 'SETTLEMENT', { share: 4000, validUntil })
  await publisher.consents(task.id, 'SETTLEMENT', { share: 4000, validUntil })

  await player.sees(task.id, 'SETTLED')
  expect(await chain.getBalance({ address: player.account.address })).toBe((REWARD * 4000n) / 10_000n)
})

test('a stranger and the publisher cannot claim, and a wrong signature is refused', async () => {
  const publisher = await Trader.publisher()
  const [player, stranger] = [await Trader.player(), await Trader.player()]
  const task = await publisher.publish()

  await expect(publisher.consents(task.id, 'CLAIM')).rejects.toThrow(/"code":"task-own"/)
  const account = player.account
  player.account = stranger.account
  await expect(player.consents(task.id, 'CLAIM')).rejects.toThrow(/"code":"signature-invalid"/)
  player.account = account
  await player.consents(task.id, 'CLAIM')
  await player.sees(task.id, 'CLAIMED')
  await expect(stranger.consents(task.id, 'CLAIM')).rejects.toThrow(/"code":"task-/)
})

test('of many players who claim at once one wins', async () => {
  const publisher = await Trader.publisher()
  const task = await publisher.publish()
  const players = await Promise.all(Array.from({ length: 8 }, () => Trader.player()))

  const outcomes = await Promise.allSettled(players.map((player) => player.consents(task.id, 'CLAIM')))

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(String(outcome.reason)).toMatch(/"code":"task-/)
  }
  await publisher.sees(task.id, 'CLAIMED')
})
