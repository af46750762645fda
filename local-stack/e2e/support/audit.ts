import { expect } from '@playwright/test'
import type { Hex } from 'viem'
import { chain } from './chain'
import { readEscrow } from './escrow'
import { serverOf } from './outages'
import { rows } from './rows'

interface CommandRow {
  id: string
  command_id: string
  kind: string
  task_key: string
  account: Hex
  status: string
  nonce: string | null
  attempts: string | null
}

/** No command of the platform is in the chain twice, and nothing is in the chain that is no command. */
async function expectEveryCommandMinedOnce(): Promise<Record<string, number>> {
  const commands = await rows<CommandRow>(`
    SELECT c.id, c.command_id, c.kind, c.task_key, c.account, c.status, c.nonce,
           (SELECT GROUP_CONCAT(a.transaction_hash) FROM chain_adapter.Attempt a WHERE a.command = c.id) AS attempts
    FROM chain_adapter.Command c ORDER BY c.id`)
  const owner = new Map<string, CommandRow>()
  for (const command of commands) {
    for (const hash of command.attempts?.split(',') ?? []) owner.set(hash, command)
  }
  const accounts = new Set(commands.map(({ account }) => account.toLowerCase()))
  const mined = new Map<string, { success: boolean }[]>()
  const strangers: string[] = []
  const head = await chain.getBlockNumber({ cacheTime: 0 })
  for (let number = 0n; number <= head; number++) {
    const block = await chain.getBlock({ blockNumber: number, includeTransactions: true })
    for (const { hash, from } of block.transactions) {
      if (!accounts.has(from.toLowerCase())) continue
      const command = owner.get(hash)
      if (!command) {
        strangers.push(hash)
        continue
      }
      const { status } = await chain.getTransactionReceipt({ hash })
      mined.set(command.id, [...(mined.get(command.id) ?? []), { success: status === 'success' }])
    }
  }

  expect(strangers, 'transactions of the platform that are no command').toEqual([])
  const wrong = commands.filter(({ id, status, nonce }) => {
    const found = mined.get(id) ?? []
    if (status === 'CONFIRMED') return found.length !== 1 || !found[0]!.success
    if (status === 'FAILED')
      return nonce === null ? found.length > 0 : found.length !== 1 || found[0]!.success
    return true
  })
  expect(wrong, 'commands that are mined twice, or not as their rows say').toEqual([])
  for (const account of accounts) {
    const own = commands.filter((it) => it.nonce !== null && it.account.toLowerCase() === account)
    const count = await chain.getTransactionCount({ address: account as Hex })
    expect(count, `transactions of ${account}`).toBe(own.length)
  }
  const refused = commands.filter(({ id }) => mined.get(id)?.some(({ success }) => !success)).length
  return { commands: commands.length, mined: mined.size, 'mined and refused': refused }
}

/** What the contract has of each token is what it owes. */
async function expectBalanced(contract: Hex) {
  const escrow = await readEscrow(contract)
  for (const [token, { balance, locked, fees, credits }] of escrow.accounts) {
    expect(balance, `balance of the contract, token ${token}`).toBe(locked + fees + credits)
  }
  return escrow
}

/** Both databases say of every task what the contract says. */
async function expectSameInTheDatabases(contract: Hex): Promise<void> {
  const { tasks } = await readEscrow(contract)
  const ended = /^(COMPLETED|SETTLED|RESOLVED|CANCELLED|EXPIRED)$/
  const here = await rows<{
    escrow_key: Hex
    task_status: string
    round: string | null
    worker: string | null
  }>(`
    SELECT escrow_key, task_status, round, worker_address AS worker FROM task_service.Task WHERE escrow_key IS NOT NULL`)
  const told = await rows<{ task_key: Hex; status: string }>(
    'SELECT task_key, status FROM chain_adapter.EscrowTask',
  )
  const differing = here.filter(({ escrow_key, task_status, round, worker }) => {
    const there = tasks.get(escrow_key)
    if (!there) return true
    if (there.status === 'NONE') return !ended.test(task_status)
    const someone = BigInt(there.worker) === 0n ? null : there.worker
    return task_status !== there.status || Number(round) !== there.round || worker !== someone
  })
  expect(differing, "task-service's rows that differ from the contract").toEqual([])
  expect(new Set(here.map((it) => it.escrow_key)), 'tasks of the contract').toEqual(new Set(tasks.keys()))
  expect(told.filter((it) => tasks.get(it.task_key)?.status !== it.status)).toEqual([])
  expect(told).toHaveLength(tasks.size)
}

/** Each event of the chain is known once, and each payment of the contract is one row. */
async function expectSameEvents(contract: Hex): Promise<void> {
  const { tasks } = await readEscrow(contract)
  const known = await rows<{ escrow_key: Hex; events: string }>(
    'SELECT escrow_key, COUNT(*) AS events FROM task_service.ChainEvent GROUP BY escrow_key',
  )
  const differing = known.filter((it) => tasks.get(it.escrow_key)?.events.length !== Number(it.events))
  expect(differing, 'tasks with other events than the chain has').toEqual([])
  expect(known).toHaveLength(tasks.size)
  const doubled = await rows(`
    SELECT escrow_key, kind, COUNT(*) FROM task_service.Transaction GROUP BY escrow_key, kind, receiver_id HAVING COUNT(*) > 1`)
  expect(doubled, 'payments that are told twice').toEqual([])
}

async function metric(server: string, name: string): Promise<number> {
  const page = await (await fetch(`http://127.0.0.1:${serverOf(server).port}/actuator/prometheus`)).text()
  return page
    .split('\n')
    .filter((line) => line.startsWith(name))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

/** The services' own guards have found nothing, since the beginning. */
async function expectNothingWasReported(): Promise<void> {
  expect(await metric('task-service', 'guildhall_task_drift'), 'drift').toBe(0)
  expect(await metric('chain-adapter', 'guildhall_chain_guard_broken'), 'broken guards').toBe(0)
  const corrected = await rows(
    "SELECT task_id FROM task_service.TimelineEntry WHERE kind = 'RECONCILED' LIMIT 5",
  )
  expect(corrected, 'tasks that had to be corrected').toEqual([])
}

/** Everything that must be true of the escrow when nothing is under way. Says what it has counted. */
export async function expectSound(contract: Hex): Promise<Record<string, number>> {
  await expect
    .poll(
      async () =>
        (await rows("SELECT id FROM chain_adapter.Command WHERE status IN ('QUEUED', 'SENT')")).length,
      { timeout: 60_000, message: 'commands on their way' },
    )
    .toBe(0)
  const counted = await expectEveryCommandMinedOnce()
  const escrow = await expectBalanced(contract)
  await expectSameInTheDatabases(contract)
  await expectSameEvents(contract)
  await expectNothingWasReported()
  return { ...counted, tasks: escrow.tasks.size }
}
