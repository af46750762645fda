import { createWalletClient, erc20Abi, http, parseAbi, zeroAddress, type Address, type Hex } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { chain } from './chain'
import { stack } from './stack'

const abi = parseAbi([
  'struct Terms { bytes32 content; address token; uint96 reward; address appealArbiter; uint256 policy; }',
  'struct TaskState { uint8 status; address worker; uint256 openedIn; uint256 clock; uint256 round; uint256 ruledShare; }',
  'event Funded(bytes32 indexed task, address publisher, Terms terms)',
  'event Claimed(bytes32 indexed task, address worker)',
  'event Reopened(bytes32 indexed task, address worker)',
  'event Submitted(bytes32 indexed task, bytes32 evidence)',
  'event RevisionRequested(bytes32 indexed task, uint256 round, bytes32 reason)',
  'event Approved(bytes32 indexed task, address worker)',
  'event Released(bytes32 indexed task, address worker)',
  'event Settled(bytes32 indexed task, address worker, uint256 share)',
  'event Cancelled(bytes32 indexed task)',
  'event Refunded(bytes32 indexed task)',
  'event Disputed(bytes32 indexed task, address disputant, bytes32 reason)',
  'event Ruled(bytes32 indexed task, uint256 share, bytes32 reason)',
  'event Appealed(bytes32 indexed task, address appellant, bytes32 reason)',
  'event Resolved(bytes32 indexed task, address worker, uint256 share)',
  'event Credited(address indexed account, address indexed token, uint256 amount)',
  'function stateOf(bytes32 task) view returns (TaskState)',
  'function quote(Terms terms) pure returns (uint256 fee, uint256 total)',
  'function creditOf(address account, address token) view returns (uint256)',
  'function feesOf(address token) view returns (uint256)',
  'function executeDefault(address publisher, Terms terms)',
])

/** As the contract numbers them. */
const STATUSES = ['NONE', 'OPEN', 'CLAIMED', 'SUBMITTED', 'REVISION_ASKED', 'DISPUTED', 'RULED', 'APPEALED']

export interface OnChain {
  key: Hex
  /** NONE for what has ended. */
  status: string
  worker: Address
  round: number
  /** Of its reward; zero for ETH. */
  token: Address
  /** What the contract holds for it now. */
  locked: bigint
  /** The names of its events in the order of the chain. */
  events: string[]
}

/** What the contract has of a token, and what it owes: zero is ETH. */
export interface Account {
  balance: bigint
  locked: bigint
  fees: bigint
  credits: bigint
}

/** Everything that the contract knows, read off the chain itself. */
export async function readEscrow(address: Address) {
  const at = { address, abi } as const
  const blockNumber = await chain.getBlockNumber({ cacheTime: 0 })
  const logs = await chain.getContractEvents({ ...at, fromBlock: 0n, toBlock: blockNumber, strict: true })
  const tasks = new Map<Hex, OnChain>()
  const creditors = new Map<Address, Set<Address>>([[zeroAddress, new Set()]])
  const creditorsOf = (token: Address) => {
    const known = creditors.get(token) ?? new Set()
    creditors.set(token, known)
    return known
  }
  for (const log of logs) {
    if (log.eventName === 'Credited') {
      creditorsOf(log.args.token).add(log.args.account)
      continue
    }
    const key = log.args.task
    const known = tasks.get(key) ?? {
      key,
      status: 'NONE',
      worker: zeroAddress,
      round: 0,
      token: zeroAddress,
      locked: 0n,
      events: [],
    }
    known.events.push(log.eventName)
    if (log.eventName === 'Funded') {
      const state = await chain.readContract({ ...at, functionName: 'stateOf', args: [key], blockNumber })
      const [, total] = await chain.readContract({
        ...at,
        functionName: 'quote',
        args: [log.args.terms],
        blockNumber,
      })
      known.status = STATUSES[state.status]!
      known.worker = state.status === 1 ? zeroAddress : state.worker
      known.round = Number(state.round)
      known.token = log.args.terms.token
      creditorsOf(known.token)
      known.locked = known.status === 'NONE' ? 0n : total
    }
    tasks.set(key, known)
  }
  const accounts = new Map<Address, Account>()
  for (const [token, owed] of creditors) {
    let credits = 0n
    for (const creditor of owed) {
      credits += await chain.readContract({
        ...at,
        functionName: 'creditOf',
        args: [creditor, token],
        blockNumber,
      })
    }
    accounts.set(token, {
      balance:
        token === zeroAddress
          ? await chain.getBalance({ address, blockNumber })
          : await chain.readContract({
              address: token,
              abi: erc20Abi,
              functionName: 'balanceOf',
              args: [address],
              blockNumber,
            }),
      locked: [...tasks.values()].reduce((sum, task) => (task.token === token ? sum + task.locked : sum), 0n),
      fees: await chain.readContract({ ...at, functionName: 'feesOf', args: [token], blockNumber }),
      credits,
    })
  }
  return { tasks, accounts }
}

/** Carries out what was agreed for an arbiter who stays silent, as anybody can: with what the chain itself tells, and nobody's help. */
export async function executeDefault(address: Address, key: Hex, account: PrivateKeyAccount): Promise<Hex> {
  const at = { address, abi } as const
  const [funded] = await chain.getContractEvents({
    ...at,
    eventName: 'Funded',
    args: { task: key },
    fromBlock: 0n,
    strict: true,
  })
  const { publisher, terms } = funded!.args
  const wallet = createWalletClient({ account, chain: foundry, transport: http(stack.rpcUrl) })
  // Said, not estimated: before the block is there it would be refused.
  const hash = await wallet.writeContract({
    ...at,
    functionName: 'executeDefault',
    args: [publisher, terms],
    gas: 300_000n,
  })
  const { status } = await chain.waitForTransactionReceipt({ hash })
  if (status !== 'success') throw new Error(`${hash} was reverted`)
  return hash
}
