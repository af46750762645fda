import { createWalletClient, http, keccak256, type Hex } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { chain, type Call } from './chain'
import { wait } from './outages'
import { stack } from './stack'

const client = createWalletClient({ chain: foundry, transport: http(stack.rpcUrl, { retryCount: 0 }) })

/**
 * A wallet that keeps what it has signed and gives it to the node until it is in a block, as wallets do: also again,
 * when the node has lost the block.
 */
export class SteadyWallet {
  private readonly signed: Hex[] = []
  private turn: Promise<unknown> = Promise.resolve()

  constructor(readonly account: PrivateKeyAccount) {}

  /** Signs a call under the next number and hands it over. Does not wait for a block. */
  send(call: Call): Promise<Hex> {
    const mine = this.turn.then(async () => {
      const nonce = this.signed.length
      const raw = await this.account.signTransaction({
        type: 'eip1559',
        chainId: foundry.id,
        nonce,
        to: call.to,
        data: call.data,
        value: BigInt(call.value),
        gas: 500_000n,
        maxFeePerGas: 100_000_000_000n,
        maxPriorityFeePerGas: 1_000_000_000n,
      })
      this.signed.push(raw)
      return this.handOver(raw)
    })
    this.turn = mine.catch(() => undefined)
    return mine
  }

  private async handOver(serializedTransaction: Hex): Promise<Hex> {
    const hash = keccak256(serializedTransaction)
    for (;;) {
      try {
        return await client.sendRawTransaction({ serializedTransaction })
      } catch (e) {
        if (/already (known|imported)|nonce too low/i.test(String(e))) return hash
        if (!/fetch|HTTP request failed|timed out|timeout/i.test(String(e))) throw e
        await wait(250)
      }
    }
  }

  /** Hands everything over again that the node does not have in a block. */
  async persist(): Promise<void> {
    const count = await chain.getTransactionCount({ address: this.account.address }).catch(() => undefined)
    if (count === undefined) return
    for (const raw of this.signed.slice(count)) await this.handOver(raw).catch(() => undefined)
  }

  /** Whether a transaction is in a block that refused it. */
  async failed(hash: Hex): Promise<boolean> {
    const receipt = await chain.getTransactionReceipt({ hash }).catch(() => undefined)
    return receipt?.status === 'reverted'
  }
}
