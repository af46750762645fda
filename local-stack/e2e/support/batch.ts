import type { Hex, PrivateKeyAccount } from 'viem'
import { demoAdmin } from './roles'
import { Api } from './people'
import { fund, type Call } from './chain'
import { Trader, type TaskView } from './market'
import { wait } from './outages'
import { patiently, Refusal } from './patience'
import { SteadyWallet } from './steady-wallet'

/** Who takes part in one task of a batch. */
export interface Cast {
  publisher: Merchant
  player: Trader
  /** Takes the task on after the first one has given it back. */
  second: Trader
}

/** What people want of a task: how it ends, and who does what in which status. */
export interface Story {
  name: string
  ends: string
  /** What the contract must have told by then. */
  events: string[]
  next: (view: TaskView, cast: Cast) => Move | undefined
}

type Move = {
  step: string
  who: 'publisher' | 'player' | 'second'
  kind: string
  more?: Record<string, unknown>
}

const claim: Move = { step: 'claim', who: 'player', kind: 'CLAIM' }
const submit: Move = { step: 'submit', who: 'player', kind: 'SUBMISSION' }
const approve: Move = { step: 'approve', who: 'publisher', kind: 'APPROVAL' }
const by = (moves: Record<string, Move>) => (view: TaskView) => moves[view.status]

export const STORIES: Story[] = [
  {
    name: 'paid',
    ends: 'COMPLETED',
    events: ['Funded', 'Claimed', 'Submitted', 'Approved'],
    next: by({ OPEN: claim, CLAIMED: submit, SUBMITTED: approve }),
  },
  {
    name: 'revised',
    ends: 'COMPLETED',
    events: ['Funded', 'Claimed', 'Submitted', 'RevisionRequested', 'Submitted', 'Approved'],
    next: (view) =>
      view.status === 'SUBMITTED' && view.round === 0
        ? { step: 'revise', who: 'publisher', kind: 'REVISION', more: { reason: 'The wick is wet.' } }
        : by({ OPEN: claim, CLAIMED: submit, REVISION_ASKED: submit, SUBMITTED: approve })(view),
  },
  {
    name: 'given back',
    ends: 'COMPLETED',
    events: ['Funded', 'Claimed', 'Reopened', 'Claimed', 'Submitted', 'Approved'],
    next: (view, { player }) => {
      const second = view.workerAddress !== player.account.address
      if (view.status === 'CLAIMED' && !second) return { step: 'abandon', who: 'player', kind: 'ABANDONMENT' }
      if (view.status === 'OPEN') return view.reopened ? { ...claim, who: 'second' } : claim
      return by({ CLAIMED: { ...submit, who: 'second' }, SUBMITTED: approve })(view)
    },
  },
  {
    name: 'settled',
    ends: 'SETTLED',
    events: ['Funded', 'Claimed', 'Settled'],
    next: by({ OPEN: claim, CLAIMED: { step: 'settle', who: 'player', kind: 'SETTLEMENT' } }),
  },
  {
    name: 'cancelled',
    ends: 'CANCELLED',
    events: ['Funded', 'Cancelled'],
    next: by({ OPEN: { step: 'cancel', who: 'publisher', kind: 'cancel' } }),
  },
  { name: 'left open', ends: 'OPEN', events: ['Funded'], next: () => undefined },
  { name: 'left claimed', ends: 'CLAIMED', events: ['Funded', 'Claimed'], next: by({ OPEN: claim }) },
  {
    name: 'left submitted',
    ends: 'SUBMITTED',
    events: ['Funded', 'Claimed', 'Submitted'],
    next: by({ OPEN: claim, CLAIMED: submit }),
  },
]

/** A publisher whose wallet does not forget what it has signed. */
export class Merchant {
  private constructor(
    readonly trader: Trader,
    readonly wallet: SteadyWallet,
  ) {}

  static async arrives(): Promise<Merchant> {
    const trader = await Trader.publisher()
    await fund(trader.account, '100')
    return new Merchant(trader, new SteadyWallet(trader.account))
  }
}

const PATIENCE = 600_000
const LOOK = 800

/** One task, and the people who want to bring it to its end whatever happens meanwhile. */
export class Errand {
  id!: string
  key!: Hex
  contract!: Hex
  /** What is being done just now. */
  step = 'draft'
  /** How often the platform was seen to have moved it. */
  moves = 0
  private seen = ''
  private reader = new Api()
  private funding?: Hex
  private own?: Hex
  private reopened = false
  private openedAt: unknown

  constructor(
    readonly story: Story,
    readonly cast: Cast,
    private readonly name: string,
  ) {}

  /** Writes it down and has it accepted. */
  async prepare(): Promise<void> {
    const { api } = this.cast.publisher.trader
    const draft = await patiently<TaskView>(api, 'POST', '/api/v1/tasks', {
      name: this.name,
      description: `Through the **old town**, before the evening. ${this.story.name}.`,
      criteria: ['It burns when it arrives'],
      reward: '10000000000000000',
      claimDeadline: new Date(Date.now() + 20 * 86_400_000).toISOString(),
      reviewWindow: 86_400,
      workWindow: 86_400,
      maxRevisions: 2,
      mode: 'FIRST_COME',
      tags: ['errand'],
    })
    this.id = draft.id
    await patiently(api, 'POST', `/api/v1/tasks/${this.id}/application`)
    await patiently(await demoAdmin(), 'POST', `/api/v1/task-reviews/${this.id}/approval`)
    this.step = 'fund'
  }

  /** Until the task is where its story ends, with nothing under way. */
  async play(): Promise<TaskView | undefined> {
    const end = Date.now() + PATIENCE
    if (!this.funding) await this.fund()
    for (;;) {
      const view = await this.look()
      if (view && !view.pending) {
        if (view.status === this.story.ends) {
          this.step = 'over'
          return view
        }
        const move = this.story.next({ ...view, reopened: this.reopened }, this.cast)
        if (move) await this.make(move)
      }
      if (Date.now() > end) {
        throw new Error(
          `${this.story.name} ${this.id} is stuck: ${JSON.stringify(view ?? 'not on the market')}`,
        )
      }
      await wait(LOOK)
    }
  }

  /** As anybody sees it; nothing before it is on the market. */
  private async look(): Promise<TaskView | undefined> {
    try {
      const view = await patiently<TaskView>(this.reader, 'GET', `/api/v1/tasks/${this.id}`)
      // Funded anew, after the chain has lost it: everything begins again.
      if (view.openedAt !== this.openedAt) this.reopened = false
      this.openedAt = view.openedAt
      if (view.status === 'OPEN' && this.step === 'abandon') this.reopened = true
      if (view.status !== this.seen) this.moves += 1
      this.seen = view.status
      return view
    } catch (e) {
      // The chain may have lost the funding again; the wallet has it.
      if (e instanceof Refusal && e.status === 404) return undefined
      throw e
    }
  }

  /** Locks the reward; the wallet has it from then on. */
  async fund(): Promise<void> {
    const { trader, wallet } = this.cast.publisher
    const path = `/api/v1/tasks/${this.id}/funding`
    const plan = await patiently<{ funding: Call; key: Hex }>(trader.api, 'GET', path)
    this.key = plan.key
    this.contract = plan.funding.to
    this.funding = await wallet.send(plan.funding)
    await patiently(trader.api, 'POST', path, { transactionHash: this.funding })
  }

  private async make(move: Move): Promise<void> {
    this.step = move.step
    try {
      if (move.kind === 'cancel') await this.sendOwn(move.kind)
      else if (move.kind === 'SETTLEMENT') await this.settle()
      else await this.sign(this.person(move), move.kind, await this.details(move))
    } catch (e) {
      // The task is not any more what it was when they looked: they look again.
      if (!(e instanceof Refusal && [404, 409].includes(e.status))) throw e
    }
  }

  private person(move: Move): Trader {
    return move.who === 'publisher' ? this.cast.publisher.trader : this.cast[move.who]
  }

  private async details(move: Move): Promise<Record<string, unknown>> {
    if (move.kind !== 'SUBMISSION') return move.more ?? {}
    const { submissionId } = await patiently<{ submissionId: string }>(
      this.person(move).api,
      'POST',
      `/api/v1/tasks/${this.id}/submissions`,
      { text: 'It burns at the harbour gate.', links: [] },
    )
    return { submissionId }
  }

  private async settle(): Promise<void> {
    const more = { share: 4000, validUntil: new Date(Date.now() + 86_400_000).toISOString() }
    await this.sign(this.cast.player, 'SETTLEMENT', more)
    await this.sign(this.cast.publisher.trader, 'SETTLEMENT', more)
  }

  private async sign(who: Trader, kind: string, more: Record<string, unknown>): Promise<void> {
    const path = `/api/v1/tasks/${this.id}/consents`
    const { consentId, typedData } = await patiently<{ consentId: string; typedData: object }>(
      who.api,
      'POST',
      path,
      { kind, ...more },
    )
    const signature = await who.account.signTypedData(
      typedData as Parameters<PrivateKeyAccount['signTypedData']>[0],
    )
    await patiently(who.api, 'PUT', `${path}/${consentId}`, { signature })
  }

  private async sendOwn(verb: string): Promise<void> {
    const { trader, wallet } = this.cast.publisher
    if (this.own && !(await wallet.failed(this.own))) return
    this.own = await wallet.send(
      await patiently<Call>(trader.api, 'GET', `/api/v1/tasks/${this.id}/calls/${verb}`),
    )
  }
}

/** Does all of it, so many at a time. */
export async function inParallel<T>(
  all: T[],
  atOnce: number,
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const waiting = [...all]
  const worker = async () => {
    while (waiting.length > 0) await work(waiting.shift() as T)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
