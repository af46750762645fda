import { expect, test } from '@playwright/test'
import { expectSound } from '../support/audit'
import { Errand, inParallel, Merchant, STORIES, type Cast } from '../support/batch'
import { readEscrow } from '../support/escrow'
import { Trader } from '../support/market'
import { crash, wait } from '../support/outages'
import { answers } from '../support/patience'

/**
 * A batch of tasks goes through every step of a task's life while one server after another is killed. People
 * ask again for what was not answered; wallets hand over again what the node has lost. Afterwards every task is
 * where its people wanted it, nothing was done twice, and chain, contract and databases say the same.
 */
const full = process.env.GUILDHALL_FAULTS === 'full'
const batch = full
  ? { tasks: 200, publishers: 6, atOnce: 28, rounds: 3 }
  : { tasks: 24, publishers: 2, atOnce: 12, rounds: 1 }

/** What the batch does between two kills, and how long it may take to: a server that was killed holds nobody up for long. */
const between = { moves: full ? 12 : 4, within: 90_000 }

/** Of those that a player may hold at once, so that a limit is never in the way. */
const TASKS_OF_A_PLAYER = 3

const SERVERS = ['chain-adapter', 'task-service', 'kafka', 'mysql', 'chain']
const STEPS = ['fund', 'claim', 'submit', 'approve', 'abandon', 'settle', 'cancel']

async function people(): Promise<Cast[]> {
  const publishers: Merchant[] = []
  const players: Trader[] = []
  await inParallel(Array.from({ length: batch.publishers }), 3, async () =>
    publishers.push(await Merchant.arrives()),
  )
  const needed = Math.ceil(batch.tasks / TASKS_OF_A_PLAYER)
  await inParallel(Array.from({ length: needed }), 3, async () => players.push(await Trader.player()))
  return Array.from({ length: batch.tasks }, (_, i) => ({
    publisher: publishers[i % publishers.length]!,
    player: players[i % players.length]!,
    second: players[(i + 1) % players.length]!,
  }))
}

test(`a batch of ${batch.tasks} tasks comes through kills of every server`, async () => {
  test.setTimeout(1_200_000)
  const begin = Date.now()
  const elapsed = () => `${((Date.now() - begin) / 1000).toFixed(0)} s`
  const casts = await people()
  const errands = casts.map(
    (cast, i) => new Errand(STORIES[i % STORIES.length]!, cast, `Errand ${i} of ${begin}`),
  )
  console.log(`${elapsed()}: everybody is there`)

  let over = false
  const wallets = [...new Set(casts.map(({ publisher }) => publisher.wallet))]
  const persisting = (async () => {
    while (!over) {
      await Promise.all(wallets.map((wallet) => wallet.persist()))
      await wait(1_000)
    }
  })()
  const hit = new Map<string, Set<string>>(SERVERS.map((server) => [server, new Set()]))
  const kills = new Map<string, number>()
  const standstills = new Map<string, number>()
  const moves = () => errands.reduce((sum, errand) => sum + errand.moves, 0)
  let played = false
  const killing = (async () => {
    for (let round = 0; !played; round++) {
      for (const server of SERVERS) {
        if (played) break
        for (const { step } of errands) hit.get(server)!.add(step)
        await crash(server)
        kills.set(server, (kills.get(server) ?? 0) + 1)
        const back = Date.now()
        const moved = moves() + between.moves
        while (!played && moves() < moved) {
          if (Date.now() - back > between.within) throw new Error(`nothing moves since ${server} is back`)
          await wait(200)
        }
        standstills.set(server, Math.max(standstills.get(server) ?? 0, Date.now() - back))
      }
    }
  })()

  const playing = inParallel(errands, batch.atOnce, async (errand) => {
    await errand.prepare()
    await errand.play()
  }).finally(() => (played = true))
  await Promise.all([playing, killing])
  console.log(`${elapsed()}: all have been where they should be; killed`, Object.fromEntries(kills))
  console.log('longest until the batch moved on, in ms, after', Object.fromEntries(standstills))
  // What was there may have gone with the node's last blocks, and comes again.
  await inParallel(errands, batch.atOnce, (errand) => errand.play())
  over = true
  await persisting
  console.log(`${elapsed()}: nothing is under way; unanswered:`, Object.fromEntries(answers))

  const dishonest = [...answers.keys()].filter((answer) => / (500|502|401|403) /.test(answer))
  expect(dishonest, 'answers that are no outage and no refusal').toEqual([])
  for (const [server, steps] of hit) {
    expect(kills.get(server) ?? 0, `kills of ${server}`).toBeGreaterThanOrEqual(batch.rounds)
    if (full)
      expect([...steps], `what was under way when ${server} was killed`).toEqual(
        expect.arrayContaining(STEPS),
      )
  }
  expect([...new Set([...hit.values()].flatMap((steps) => [...steps]))]).toEqual(
    expect.arrayContaining(STEPS),
  )

  const contract = errands[0]!.contract
  const { tasks } = await readEscrow(contract)
  for (const { key, story, id } of errands) {
    expect(tasks.get(key)?.events, `${story.name} ${id}`).toEqual(story.events)
  }
  console.log(`${elapsed()}: sound:`, await expectSound(contract))
})
