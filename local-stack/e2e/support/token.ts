import { createWalletClient, http, parseAbi, parseEther, type Address } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { chain } from './chain'
import { Api } from './people'
import { stack } from './stack'

const abi = parseAbi([
  'function mint(address account, uint256 amount)',
  'function approve(address spender, uint256 amount)',
  'function balanceOf(address account) view returns (uint256)',
  'function allowance(address owner, address spender) view returns (uint256)',
])

/** The local stack's token, which anybody may mint. */
export class TestToken {
  private constructor(
    readonly address: Address,
    readonly symbol: string,
    readonly escrow: Address,
  ) {}

  /** As the site offers it for rewards. */
  static async offered(): Promise<TestToken> {
    const { tokens, contract } = await new Api().json<{
      tokens: { address: Address | null; symbol: string }[]
      contract: Address
    }>('GET', '/api/v1/task-escrow')
    const { address, symbol } = tokens.find((token) => token.address !== null)!
    return new TestToken(address!, symbol, contract)
  }

  /** Makes some for an account, which pays the gas. */
  async mint(account: PrivateKeyAccount, whole: string): Promise<void> {
    await this.send(account, 'mint', account.address, whole)
  }

  /** Lets the escrow take so much of an account's. */
  async allow(account: PrivateKeyAccount, whole: string): Promise<void> {
    await this.send(account, 'approve', this.escrow, whole)
  }

  private async send(
    account: PrivateKeyAccount,
    functionName: 'mint' | 'approve',
    whom: Address,
    whole: string,
  ): Promise<void> {
    const wallet = createWalletClient({ account, chain: foundry, transport: http(stack.rpcUrl) })
    const args = [whom, parseEther(whole)] as const
    const hash = await wallet.writeContract({ address: this.address, abi, functionName, args })
    await chain.waitForTransactionReceipt({ hash })
  }

  balanceOf(account: Address): Promise<bigint> {
    return chain.readContract({ address: this.address, abi, functionName: 'balanceOf', args: [account] })
  }

  allowance(owner: Address): Promise<bigint> {
    return chain.readContract({
      address: this.address,
      abi,
      functionName: 'allowance',
      args: [owner, this.escrow],
    })
  }
}
