import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  http,
  parseAbi,
  parseEther,
  type Hex,
} from 'viem'
import { mnemonicToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { stack } from './stack'

const transport = http(stack.rpcUrl)

export const chain = createPublicClient({ chain: foundry, transport, pollingInterval: 100 })
const node = createTestClient({ chain: foundry, mode: 'anvil', transport })

/** A transaction as the service prepares it for a wallet. */
export interface Call {
  from: Hex
  to: Hex
  value: string
  data: Hex
}

/** Gives an account money of the development chain. */
export async function fund(account: PrivateKeyAccount, ether: string): Promise<void> {
  await node.setBalance({ address: account.address, value: parseEther(ether) })
}

/** Makes an account a wallet that refuses every payment, as by EIP-7702; its key signs as before. */
export async function refusePayments(address: Hex): Promise<void> {
  const refuser = '0x00000000000000000000000000000000000fee5a'
  // Reverts, whatever it is asked.
  await node.setCode({ address: refuser, bytecode: '0x60006000fd' })
  await node.setCode({ address, bytecode: `0xef0100${refuser.slice(2)}` })
}

/** Sends a prepared call as the account's own wallet would; ends when it is in a block. */
export async function send(account: PrivateKeyAccount, call: Call): Promise<Hex> {
  const wallet = createWalletClient({ account, chain: foundry, transport })
  const hash = await wallet.sendTransaction({ to: call.to, data: call.data, value: BigInt(call.value) })
  const receipt = await chain.waitForTransactionReceipt({ hash })
  if (receipt.status !== 'success') throw new Error(`${hash} was reverted`)
  return hash
}

/** The development node's own, published with every such node. */
export const TEST_MNEMONIC = 'test test test test test test test test test test test junk'

/** The escrow's guardian on the development chain. */
const guardian = mnemonicToAccount(TEST_MNEMONIC, { addressIndex: 13 })

/** Stops the escrow's entrances, or opens them again, as its guardian does. */
export async function pauseEscrow(contract: Hex, paused: boolean): Promise<void> {
  const abi = parseAbi(['function pause()', 'function unpause()'])
  const wallet = createWalletClient({ account: guardian, chain: foundry, transport })
  const hash = await wallet.writeContract({
    address: contract,
    abi,
    functionName: paused ? 'pause' : 'unpause',
  })
  await chain.waitForTransactionReceipt({ hash })
}

/** Has the node put what waits into a block. */
export async function mine(): Promise<void> {
  await node.mine({ blocks: 1 })
}

/** Has the next block, which somebody's transaction brings, come so much later. */
export async function passSecondsBeforeNextBlock(seconds: number): Promise<void> {
  await node.increaseTime({ seconds })
}

/** Moves the chain's clock: nobody waits for a deadline. */
export async function passSeconds(seconds: number): Promise<void> {
  await passSecondsBeforeNextBlock(seconds)
  await mine()
}

/** The time that the contract goes by, in milliseconds: it runs ahead of this machine's when a test has moved it. */
export async function chainNow(): Promise<number> {
  return Number((await chain.getBlock()).timestamp) * 1000
}
