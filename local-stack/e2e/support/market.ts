import { expect } from '@playwright/test'
import type { PrivateKeyAccount } from 'viem/accounts'
import { fund, send, type Call } from './chain'
import { Api, newPerson } from './people'
import { demoAdmin } from './roles'

export interface TaskView {
  id: string
  status: string
  publicStatus: string | null
  round: number
  pending: { kind: string; transactionHash: string | null } | null
  actions: string[]
  escrow: { key: `0x${string}`; contract: `0x${string}`; total: string; fee: string } | null
  version: string
  [more: string]: unknown
}

interface TypedData {
  domain: Record<string, unknown>
  types: Record<string, { name: string; type: string }[]>
  primaryType: string
  message: Record<string, unknown>
}

/** Somebody with an account and a wallet of their own. */
export class Trader {
  readonly api = new Api()
  readonly person = newPerson()
  account!: PrivateKeyAccount

  static async player(): Promise<Trader> {
    const trader = new Trader()
    await trader.api.register(trader.person, 'en')
    trader.account = await trader.api.linkWallet()
    return trader
  }

  /** A player who publishes, with ten ETH. */
  static async publisher(): Promise<Trader> {
    const trader = await Trader.player()
    await trader.api.json('POST', '/api/v1/me/publisher', { acceptRules: true })
    await trader.api.logIn(trader.person.username, trader.person.password)
    await fund(trader.account, '10')
    return trader
  }

  /** Writes a task, has it accepted, and locks its reward; ends when the market shows it. */
  async publish(changes: Record<string, unknown> = {}): Promise<TaskView> {
    const draft = await this.api.json<TaskView>('POST', '/api/v1/tasks', {
      name: 'Carry the lantern to the harbour',
      description: 'Through the **old town**, before the evening.',
      criteria: ['It burns when it arrives'],
      reward: '100000000000000000',
      claimDeadline: new Date(Date.now() + 20 * 86_400_000).toISOString(),
      reviewWindow: 86_400,
      workWindow: 86_400,
      maxRevisions: 2,
      mode: 'FIRST_COME',
      tags: ['errand'],
      ...changes,
    })
    const applied = await this.api.json<TaskView>('POST', `/api/v1/tasks/${draft.id}/application`)
    if (applied.status === 'IN_REVIEW') {
      await (await demoAdmin()).json('POST', `/api/v1/task-reviews/${draft.id}/approval`)
    }
    const plan = await this.api.json<{ funding: Call; key: string }>(
      'GET',
      `/api/v1/tasks/${draft.id}/funding`,
    )
    const transactionHash = await send(this.account, plan.funding)
    await this.api.json('POST', `/api/v1/tasks/${draft.id}/funding`, { transactionHash })
    return this.sees(draft.id, 'OPEN')
  }

  /** Signs what the service asks to be signed, and gives it the signature. */
  async consents(task: string, kind: string, more: Record<string, unknown> = {}): Promise<TaskView> {
    const { consentId, typedData } = await this.api.json<{ consentId: string; typedData: TypedData }>(
      'POST',
      `/api/v1/tasks/${task}/consents`,
      { kind, ...more },
    )
    const signature = await this.account.signTypedData(
      typedData as Parameters<PrivateKeyAccount['signTypedData']>[0],
    )
    return this.api.json<TaskView>('PUT', `/api/v1/tasks/${task}/consents/${consentId}`, { signature })
  }

  async submits(task: string, text: string): Promise<TaskView> {
    const { submissionId } = await this.api.json<{ submissionId: string }>(
      'POST',
      `/api/v1/tasks/${task}/submissions`,
      { text, links: [] },
    )
    return this.consents(task, 'SUBMISSION', { submissionId })
  }

  async task(id: string): Promise<TaskView> {
    return this.api.json<TaskView>('GET', `/api/v1/tasks/${id}`)
  }

  /** Sends a verb that needs nobody's signature from one's own wallet. */
  async sends(task: string, verb: string): Promise<void> {
    await send(this.account, await this.api.json<Call>('GET', `/api/v1/tasks/${task}/calls/${verb}`))
  }

  /** Waits until the chain has brought the task to a status, with nothing under way. */
  async sees(task: string, status: string): Promise<TaskView> {
    let view!: TaskView
    await expect
      .poll(
        async () => {
          view = await this.task(task)
          return view.pending ? `${view.status}, ${view.pending.kind} under way` : view.status
        },
        { timeout: 30_000, intervals: [100, 250, 500] },
      )
      .toBe(status)
    return view
  }
}
