import { createTestClient, http } from 'viem'
import { foundry } from 'viem/chains'
import { rows } from './rows'
import { stack } from './stack'

export const node = createTestClient({
  chain: foundry,
  mode: 'anvil',
  transport: http(stack.rpcUrl, { timeout: 30_000 }),
})

/** The chain forgets what was in its newest block, with so many blocks in all, and goes on without it. */
export async function reorganise(depth: number): Promise<void> {
  // What happened last comes to lie so deep.
  if (depth > 1) await node.mine({ blocks: depth - 1 })
  await node.request({ method: 'anvil_reorg', params: [depth, []] } as never)
}

/** Where the chain has the newest of a task's events, by what task-service was told. */
export async function blockOf(task: string): Promise<string | undefined> {
  const [newest] = await rows<{ block_hash: string }>(
    'SELECT block_hash FROM task_service.ChainEvent WHERE task_id = ? ORDER BY block_number DESC, log_index DESC LIMIT 1',
    [task],
  )
  return newest?.block_hash
}
