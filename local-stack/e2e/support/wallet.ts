import type { BrowserContext } from '@playwright/test'
import { createWalletClient, http, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { chain, mine } from './chain'
import { stack } from './stack'

/** What the wallet's person says to a wish of the page to go to another chain. */
type Switching = 'agrees' | 'refuses' | 'does not know it'

export interface Wallet {
  name: string
  account: PrivateKeyAccount
  /** Refuses what it is asked next, as a person would. */
  refuseNext: () => void
  /** Is on another chain than the site's, and does this when it is asked to change. */
  strays: (switching: Switching) => void
  /** From now on what it sends waits in the node's pool, until something brings it into a block. */
  stalls: () => void
  /** Brings what waits into a block. */
  proceeds: () => Promise<void>
  /** Sends what waits again with a higher fee, as wallets do to speed up; gives the new hash. */
  speedsUp: () => Promise<Hex>
  /** What it has sent. */
  sent: Hex[]
}

interface Transaction {
  to: Hex
  value?: Hex
  data?: Hex
}

const ELSEWHERE = '0x1'
const HERE = `0x${foundry.id.toString(16)}`
/** What pages read of the chain through a wallet. */
const READS = /^eth_(call|get\w+|blockNumber|estimateGas|gasPrice|maxPriorityFeePerGas|feeHistory)$/

/** Puts a wallet into the browser, announced by EIP-6963 like an extension; with a key of its own unless one is given. */
export async function installWallet(
  context: BrowserContext,
  account = privateKeyToAccount(generatePrivateKey()),
): Promise<Wallet> {
  const name = 'Lantern Wallet'
  const client = createWalletClient({ account, chain: foundry, transport: http(stack.rpcUrl) })
  const sent: Hex[] = []
  let refusals = 0
  let at = HERE
  let switching: Switching = 'agrees'
  let stalled = false
  let waiting: (Transaction & { nonce: number }) | undefined

  /** One transaction too far ahead stays in the pool until the one before it is sent. */
  async function transact({ to, value, data }: Transaction): Promise<Hex> {
    const nonce = await chain.getTransactionCount({ address: account.address, blockTag: 'pending' })
    const call = { to, value: BigInt(value ?? 0), ...(data ? { data } : {}) }
    if (!stalled) return client.sendTransaction({ ...call, nonce })
    waiting = { to, nonce: nonce + 1, ...(value ? { value } : {}), ...(data ? { data } : {}) }
    return client.sendTransaction({ ...call, nonce: nonce + 1 })
  }

  async function answer(method: string, params: unknown[]): Promise<unknown> {
    switch (method) {
      case 'eth_requestAccounts':
      case 'eth_accounts':
        return [account.address]
      case 'eth_chainId':
        return at
      case 'wallet_switchEthereumChain':
        at = HERE
        return null
      case 'personal_sign':
        return account.signMessage({ message: { raw: params[0] as Hex } })
      case 'eth_signTypedData_v4': {
        const { domain, types, primaryType, message } = JSON.parse(params[1] as string)
        return account.signTypedData({ domain, types, primaryType, message })
      }
      case 'eth_sendTransaction': {
        const hash = await transact(params[0] as Transaction)
        sent.push(hash)
        return hash
      }
      default:
        return chain.request({ method, params } as never)
    }
  }

  const mayAsk = new Set([
    'eth_requestAccounts',
    'personal_sign',
    'eth_signTypedData_v4',
    'eth_sendTransaction',
  ])
  const known = new Set([...mayAsk, 'eth_accounts', 'eth_chainId', 'wallet_switchEthereumChain'])

  await context.exposeFunction('askTestWallet', async (method: string, params: unknown[]) => {
    if (!known.has(method) && !READS.test(method)) return { error: 4200 }
    if (mayAsk.has(method) && refusals > 0) {
      refusals -= 1
      return { error: 4001 }
    }
    if (method === 'wallet_switchEthereumChain' && switching !== 'agrees') {
      return { error: switching === 'refuses' ? 4001 : 4902 }
    }
    try {
      return { result: await answer(method, params) }
    } catch (error) {
      return { error: -32000, message: String(error) }
    }
  })
  await context.addInitScript((walletName) => {
    type Asked = { result?: unknown; error?: number; message?: string }
    const ask = (window as unknown as { askTestWallet: (method: string, params: unknown) => Promise<Asked> })
      .askTestWallet
    const provider = {
      request: async ({ method, params }: { method: string; params?: unknown }) => {
        const { result, error, message } = await ask(method, params ?? [])
        if (error) throw Object.assign(new Error(message ?? 'refused'), { code: error })
        return result
      },
    }
    const announce = () =>
      window.dispatchEvent(
        new CustomEvent('eip6963:announceProvider', {
          detail: Object.freeze({
            info: {
              uuid: 'e2e-wallet',
              name: walletName,
              icon: 'data:image/svg+xml,<svg/>',
              rdns: 'example.lantern',
            },
            provider,
          }),
        }),
      )
    window.addEventListener('eip6963:requestProvider', announce)
    announce()
  }, name)
  return {
    name,
    account,
    sent,
    refuseNext: () => (refusals += 1),
    strays: (answers) => {
      at = ELSEWHERE
      switching = answers
    },
    stalls: () => (stalled = true),
    proceeds: async () => {
      stalled = false
      await client.sendTransaction({ to: account.address, value: 0n })
      await mine()
    },
    speedsUp: async () => {
      const { to, value, data, nonce } = waiting!
      const { maxFeePerGas, maxPriorityFeePerGas } = await chain.estimateFeesPerGas()
      const hash = await client.sendTransaction({
        to,
        value: BigInt(value ?? 0),
        ...(data ? { data } : {}),
        nonce,
        maxFeePerGas: maxFeePerGas * 3n,
        maxPriorityFeePerGas: maxPriorityFeePerGas * 3n,
      })
      sent.push(hash)
      return hash
    },
  }
}
