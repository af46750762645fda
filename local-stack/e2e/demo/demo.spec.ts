import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Hex } from 'viem'
import { expectSound } from '../support/audit'
import { chain } from '../support/chain'
import { readEscrow } from '../support/escrow'
import type { TaskView } from '../support/market'
import { Api } from '../support/people'

/** What a visitor of the demonstration finds, whatever happened while it was made. */
const EXPECTED: Record<string, string> = {
  'war-report': 'DRAFT',
  boosting: 'DRAFT',
  'harbour-guide': 'IN_REVIEW',
  medals: 'AWAITING_FUNDS',
  mascot: 'REVISION_ASKED',
  'first-kill-cut': 'SUBMITTED',
  moongrass: 'CLAIMED',
  'beginners-evening': 'CLAIMED',
  faq: 'COMPLETED',
  'war-song': 'SETTLED',
  coast: 'CANCELLED',
  'drop-rates': 'DISPUTED',
  quiz: 'RULED',
  'final-stream': 'APPEALED',
  addon: 'RESOLVED',
  'herb-run': 'EXPIRED',
  'gate-watch': 'OPEN',
  emblem: 'COMPLETED',
  'calendar-page': 'OPEN',
  handbook: 'OPEN',
  'dungeon-map': 'OPEN',
}

const demoFile = process.env.GUILDHALL_DEMO!
const { password } = JSON.parse(readFileSync(demoFile, 'utf8')) as { password: string }
const made = JSON.parse(readFileSync(join(dirname(demoFile), 'demo-tasks.json'), 'utf8')) as Record<
  string,
  { id: string }
>

/** All tasks of the demo publishers by their ids, as their publisher sees them. */
async function published(): Promise<Map<string, TaskView & { dispute: { statements: { text: string }[] } }>> {
  const all = new Map()
  for (const name of ['mira', 'lin']) {
    const api = new Api()
    await api.logIn(name, password)
    const { items } = await api.json<{ items: { id: string }[] }>('GET', '/api/v1/tasks/published?limit=100')
    for (const { id } of items) all.set(id, await api.json('GET', `/api/v1/tasks/${id}`))
  }
  return all
}

test('every demo task is there once, in its state', async () => {
  const tasks = await published()
  const states = Object.entries(made)
    .filter(([slug]) => slug !== '')
    .map(([slug, { id }]) => [slug, tasks.get(id)?.status])

  expect(Object.fromEntries(states)).toEqual(EXPECTED)
  expect(tasks.size).toBe(Object.keys(EXPECTED).length)
})

test('nothing is said twice', async () => {
  for (const { dispute } of (await published()).values()) {
    const said = dispute?.statements.map(({ text }) => text) ?? []
    expect(said).toEqual([...new Set(said)])
  }
})

test('every task is paid for once, and contract and databases say the same', async () => {
  const { contract } = [...(await published()).values()].find(({ escrow }) => escrow?.contract)!.escrow!
  const { tasks } = await readEscrow(contract as Hex)
  for (const { events } of tasks.values()) {
    expect(events.filter((event) => event === 'Funded')).toHaveLength(1)
  }
  const own = [...tasks.values()].flatMap(({ events }) =>
    events.filter((it) => /^(Funded|Cancelled)$/.test(it)),
  )
  expect(await sentByPublishers()).toEqual(own.map(() => 'success'))
  await expectSound(contract as Hex)
})

/** How each transaction went that the demo publishers sent. */
async function sentByPublishers(): Promise<string[]> {
  const sent: string[] = []
  const head = await chain.getBlockNumber({ cacheTime: 0 })
  for (let blockNumber = 0n; blockNumber <= head; blockNumber++) {
    const { transactions } = await chain.getBlock({ blockNumber, includeTransactions: true })
    for (const { hash, from } of transactions) {
      if (!PUBLISHERS.includes(from.toLowerCase())) continue
      sent.push((await chain.getTransactionReceipt({ hash })).status)
    }
  }
  return sent
}

/** The first and the third account of the development node. */
const PUBLISHERS = [
  '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266',
  '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc',
]
