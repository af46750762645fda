import { expect, test } from '@playwright/test'
import { parseGwei } from 'viem'
import { expectSound } from '../support/audit'
import { Errand, Merchant, STORIES } from '../support/batch'
import { blockOf, node, reorganise } from '../support/chain-trouble'
import { readEscrow } from '../support/escrow'
import { Trader, type TaskView } from '../support/market'
import { freeze, wait } from '../support/outages'
import { Api } from '../support/people'
import { rows } from '../support/rows'

/** What a chain does to those who rely on it: it forgets blocks, becomes too dear, or is not there. */
test.describe.configure({ mode: 'serial' })

const PAID = STORIES.find(({ name }) => name === 'paid')!
const LOST_FOR = 60_000

let publisher: Merchant
let contract: `0x${string}`

test.beforeAll(async () => {
  publisher = await Merchant.arrives()
})

async function funded(): Promise<{ errand: Errand; player: Trader }> {
  const player = await Trader.player()
  const errand = new Errand(PAID, { publisher, player, second: player }, `Chain trouble ${Date.now()}`)
  await errand.prepare()
  await errand.fund()
  contract = errand.contract
  await publisher.trader.sees(errand.id, 'OPEN')
  return { errand, player }
}

/** How often a task's readers were told that the chain has taken something back. */
async function takenBack(id: string): Promise<number> {
  const page = await new Api().json<{ items: { kind: string }[] }>(
    'GET',
    `/api/v1/tasks/${id}/timeline?limit=200`,
  )
  return page.items.filter(({ kind }) => kind === 'REVERTED').length
}

for (let depth = 1; depth <= 10; depth++) {
  test(`a task follows a chain that forgets ${depth} blocks at each step`, async () => {
    test.setTimeout(120_000)
    const { errand, player } = await funded()
    const { id } = errand
    let times = 0
    const forgets = async (status: string) => {
      const before = await blockOf(id)
      await reorganise(depth)
      await expect.poll(() => takenBack(id), { timeout: 30_000 }).toBe(++times)
      const after = await publisher.trader.sees(id, status)
      expect(await blockOf(id)).not.toEqual(before)
      // Deep enough that the next one does not reach it.
      await node.mine({ blocks: 12 })
      return after
    }

    await reorganise(depth)
    await expect
      .poll(async () => (await new Api().call('GET', `/api/v1/tasks/${id}`)).status, { timeout: 30_000 })
      .toBe(404)
    await publisher.wallet.persist()
    times = await publisher.trader.sees(id, 'OPEN').then(() => takenBack(id))
    expect(times).toBe(1)
    await node.mine({ blocks: 12 })

    await player.consents(id, 'CLAIM')
    await player.sees(id, 'CLAIMED')
    expect((await forgets('CLAIMED')).workerAddress).toBe(player.account.address)
    await player.submits(id, 'It burns at the harbour gate.')
    await player.sees(id, 'SUBMITTED')
    await forgets('SUBMITTED')
    await publisher.trader.consents(id, 'APPROVAL')
    await publisher.trader.sees(id, 'COMPLETED')
    await forgets('COMPLETED')

    expect((await readEscrow(contract)).tasks.get(errand.key)?.events).toEqual(PAID.events)
  })
}

test('a transaction that has become too cheap is replaced, and goes through once', async () => {
  test.setTimeout(120_000)
  const { errand, player } = await funded()
  await node.setAutomine(false)
  try {
    await player.consents(errand.id, 'CLAIM')
    const attempts = () =>
      rows<{ max_fee: string; status: string }>(
        `SELECT a.max_fee, c.status FROM chain_adapter.Command c JOIN chain_adapter.Attempt a ON a.command = c.id
         WHERE c.task_key = ? ORDER BY a.number`,
        [errand.key],
      )
    await expect.poll(async () => (await attempts()).length, { timeout: 20_000 }).toBe(1)
    // Many times what the first attempt offers, again and again: empty blocks make it cheaper.
    const dear = async () => {
      await node.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei('40') })
      await node.mine({ blocks: 1 })
    }
    await dear()
    expect((await player.task(errand.id)).pending?.kind).toBe('CLAIM')

    await expect
      .poll(
        async () => {
          await dear()
          return (await player.task(errand.id)).status
        },
        { timeout: 90_000, intervals: [1_000] },
      )
      .toBe('CLAIMED')

    const all = await attempts()
    expect(all.length).toBeGreaterThan(1)
    expect(BigInt(all.at(-1)!.max_fee)).toBeGreaterThanOrEqual(parseGwei('40'))
    expect((await readEscrow(contract)).tasks.get(errand.key)?.events).toEqual(['Funded', 'Claimed'])
  } finally {
    await node.setAutomine(true)
  }
})

test('while no node answers the market does, funding and claims say why not, and all comes back by itself', async () => {
  test.setTimeout(240_000)
  const { errand, player } = await funded()
  const waiting = new Errand(PAID, { publisher, player, second: player }, `Waits for the chain ${Date.now()}`)
  await waiting.prepare()
  const merchant = publisher.trader.api
  let claimed: TaskView | undefined

  await freeze('chain', async () => {
    const until = Date.now() + LOST_FOR
    const took: number[] = []
    const escrow = () => new Api().json<{ available: boolean }>('GET', '/api/v1/task-escrow')
    await expect.poll(async () => (await escrow()).available, { timeout: 30_000 }).toBe(false)
    const funding = await merchant.call('GET', `/api/v1/tasks/${waiting.id}/funding`)
    expect([funding.status, ((await funding.json()) as { code: string }).code]).toEqual([
      503,
      'chain-unavailable',
    ])
    const claim = await player.consents(errand.id, 'CLAIM').then(
      (view) => (claimed = view),
      (e: Error) => e,
    )
    if (claim instanceof Error) expect(claim.message).toMatch(/: 503 .*"code":"chain-unavailable"/)
    while (Date.now() < until) {
      const begin = Date.now()
      expect((await new Api().call('GET', '/api/v1/tasks?limit=20')).status).toBe(200)
      expect((await new Api().call('GET', `/api/v1/tasks/${errand.id}`)).status).toBe(200)
      took.push(Date.now() - begin)
      await wait(1_000)
    }
    const usual = took.sort((a, b) => a - b)[Math.floor(took.length / 2)]!
    expect(usual, 'ms for two pages of the market').toBeLessThan(1_000)
  })

  const again = () => new Api().json<{ available: boolean }>('GET', '/api/v1/task-escrow')
  await expect.poll(async () => (await again()).available, { timeout: 30_000 }).toBe(true)
  console.log(`a claim while no node answers is ${claimed ? 'kept' : 'refused'}`)
  await errand.play()
  await waiting.play()
})

test('after all that chain and databases say the same', async () => {
  test.setTimeout(180_000)
  console.log('sound:', await expectSound(contract))
})
