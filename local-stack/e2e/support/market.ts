import { expect } from '@playwright/test'
import type { PrivateKeyAccount } from 'viem/accounts'
import { chainNow, fund, send, type Call } from './chain'
import { Api, newPerson, type Person } from './people'
import { demoAdmin, newSystemAdmin } from './roles'

const DAY_MS = 86_400_000

export interface TaskView {
  id: string
  name: string
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

const known = new Map<string, Promise<Trader>>()

/** Somebody with an account and a wallet of their own. */
export class Trader {
  readonly api = new Api()
  /** What the login asks of an admin besides the password; it counts once. */
  secondFactor?: string
  account!: PrivateKeyAccount

  id!: string

  constructor(readonly person: Person = newPerson()) {}

  /** A system admin, who checks applications and decides disputes. */
  static async admin(locale = 'en'): Promise<Trader> {
    const admin = await newSystemAdmin(locale)
    const trader = new Trader(admin)
    trader.secondFactor = admin.recoveryCodes[0]!
    return trader
  }

  /** Somebody who has just registered: no wallet yet. */
  static async newcomer(locale = 'en'): Promise<Trader> {
    const trader = new Trader()
    trader.id = (await trader.api.register(trader.person, locale)).user.id
    return trader
  }

  static async player(locale = 'en'): Promise<Trader> {
    const trader = await Trader.newcomer(locale)
    trader.account = await trader.api.linkWallet()
    return trader
  }

  /** A player who publishes, with ten ETH. */
  static async publisher(locale = 'en'): Promise<Trader> {
    const trader = await Trader.player(locale)
    await trader.api.json('POST', '/api/v1/me/publisher', { acceptRules: true })
    await trader.api.logIn(trader.person.username, trader.person.password)
    await fund(trader.account, '10')
    return trader
  }

  /** A publisher with the badge, whose tasks no admin checks. */
  static async trustedPublisher(locale = 'en'): Promise<Trader> {
    const trader = await Trader.publisher(locale)
    await (
      await demoAdmin()
    ).json('PUT', `/api/v1/admin/users/${trader.id}/verified`, { verified: true, reason: 'Known for years.' })
    await trader.api.logIn(trader.person.username, trader.person.password)
    return trader
  }

  /** One for all tests of a worker that do not care who publishes. */
  static known(locale: string): Promise<Trader> {
    const made = known.get(locale) ?? Trader.trustedPublisher(locale)
    known.set(locale, made)
    return made
  }

  /** Writes a task, has it accepted, and locks its reward; ends when the market shows it. */
  async publish(changes: Record<string, unknown> = {}): Promise<TaskView> {
    const { id } = await this.applies(changes)
    const plan = await this.api.json<{ funding: Call; key: string }>('GET', `/api/v1/tasks/${id}/funding`)
    const transactionHash = await send(this.account, plan.funding)
    await this.api.json('POST', `/api/v1/tasks/${id}/funding`, { transactionHash })
    return this.sees(id, 'OPEN')
  }

  /** Writes a task down and has it accepted: what is missing is the reward. */
  async applies(changes: Record<string, unknown> = {}): Promise<TaskView> {
    const applied = await this.proposes(changes)
    if (applied.status === 'IN_REVIEW') {
      await (await demoAdmin()).json('POST', `/api/v1/task-reviews/${applied.id}/approval`)
    }
    return this.task(applied.id)
  }

  /** Writes a task down and applies for its publication. */
  async proposes(changes: Record<string, unknown> = {}): Promise<TaskView> {
    const { id } = await this.drafts(changes)
    return this.api.json<TaskView>('POST', `/api/v1/tasks/${id}/application`)
  }

  /** Writes a task down. */
  async drafts(changes: Record<string, unknown> = {}): Promise<TaskView> {
    return this.api.json<TaskView>('POST', '/api/v1/tasks', {
      name: 'Carry the lantern to the harbour',
      description: 'Through the **old town**, before the evening.',
      criteria: ['It burns when it arrives'],
      reward: '100000000000000000',
      claimDeadline: new Date((await chainNow()) + 20 * DAY_MS).toISOString(),
      reviewWindow: 86_400,
      workWindow: 86_400,
      maxRevisions: 2,
      mode: 'FIRST_COME',
      tags: ['errand'],
      ...changes,
    })
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

  /** Takes a task on. */
  async claims(task: string): Promise<TaskView> {
    await this.consents(task, 'CLAIM')
    return this.sees(task, 'CLAIMED')
  }

  /** Takes a task on and hands work in. */
  async works(task: string, text = 'It burns at the harbour gate.'): Promise<TaskView> {
    await this.claims(task)
    await this.submits(task, text)
    return this.sees(task, 'SUBMITTED')
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
