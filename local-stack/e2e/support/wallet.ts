import type { BrowserContext } from '@playwright/test'
import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'

export interface Wallet {
  name: string
  account: PrivateKeyAccount
  /** Refuses what it is asked next, as a person would. */
  refuseNext: () => void
}

/** Puts a wallet with a key of its own into the browser, announced by EIP-6963 like an extension. */
export async function installWallet(context: BrowserContext): Promise<Wallet> {
  const name = 'Lantern Wallet'
  const account = privateKeyToAccount(generatePrivateKey())
  let refusals = 0
  await context.exposeFunction('askTestWallet', async (method: string, params: string[]) => {
    if (refusals > 0) {
      refusals -= 1
      return { error: 4001 }
    }
    switch (method) {
      case 'eth_requestAccounts':
      case 'eth_accounts':
        return { result: [account.address] }
      case 'eth_chainId':
        return { result: '0x7a69' }
      case 'personal_sign':
        return { result: await account.signMessage({ message: { raw: params[0] as `0x${string}` } }) }
      default:
        return { error: 4200 }
    }
  })
  await context.addInitScript((walletName) => {
    type Asked = { result?: unknown; error?: number }
    const ask = (window as unknown as { askTestWallet: (method: string, params: unknown) => Promise<Asked> })
      .askTestWallet
    const provider = {
      request: async ({ method, params }: { method: string; params?: unknown }) => {
        const { result, error } = await ask(method, params ?? [])
        if (error) throw Object.assign(new Error('refused'), { code: error })
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
  return { name, account, refuseNext: () => (refusals += 1) }
}
