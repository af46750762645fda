import { onScopeDispose, ref, shallowRef, type Ref } from 'vue';
import type { ChainCall } from '@/shared/api';
import { PageProblem } from '@/shared/problems';
import { sendCall, watchTransaction } from '@/shared/wallet';
import { rememberFunding, type FundingPlan } from './queries';

/** `approving`: the token's own permission, before the payment; `waiting`: sent, in no block yet. */
export type Stage = 'idle' | 'approving' | 'signing' | 'telling' | 'waiting' | 'mined';

const placeOf = (taskId: string) => `guildhall.funding.${taskId}`;

function note(taskId: string, hash: string | null): void {
  try {
    if (hash === null) {
      localStorage.removeItem(placeOf(taskId));
    } else {
      localStorage.setItem(placeOf(taskId), hash);
    }
  } catch {
    // Storage may be forbidden. The chain tells the server of the funding anyway.
  }
}

function noted(taskId: string): string | null {
  try {
    return localStorage.getItem(placeOf(taskId));
  } catch {
    return null;
  }
}

export interface FundingRun {
  readonly stage: Readonly<Ref<Stage>>;
  readonly hash: Readonly<Ref<string | null>>;
  readonly failure: Readonly<Ref<unknown>>;
  readonly repriced: Readonly<Ref<boolean>>;
  pay: (plan: FundingPlan, chainId: number) => Promise<void>;
  resume: (known: string | null) => Promise<void>;
}

/**
 * Pays a task's reward in and follows the transaction. It is written down before the server is told, so that a page that is closed, or a
 * server that cannot be reached, loses nothing; and the contract takes a task only once, so that paying again never pays twice.
 */
export function useFunding(taskId: string): FundingRun {
  const stage = ref<Stage>('idle');
  const hash = ref<string | null>(null);
  const failure = shallowRef<unknown>(null);
  const repriced = ref(false);
  let left = false;
  onScopeDispose(() => {
    left = true;
  });

  async function tell(sent: string): Promise<void> {
    hash.value = sent;
    note(taskId, sent);
    await rememberFunding(taskId, sent);
    note(taskId, null);
  }

  async function follow(sent: string): Promise<void> {
    stage.value = 'waiting';
    const end = await watchTransaction(sent, (other) => {
      repriced.value = true;
      void tell(other);
    });
    if (left) {
      return;
    }
    if (end === 'failed' || end === 'cancelled') {
      throw new PageProblem(end === 'failed' ? 'funding-failed' : 'funding-replaced');
    }
    stage.value = end === 'mined' ? 'mined' : 'waiting';
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    failure.value = null;
    try {
      await work();
    } catch (error) {
      failure.value = error;
      stage.value = 'idle';
    }
  }

  async function allow(call: ChainCall, chainId: number): Promise<void> {
    stage.value = 'approving';
    const end = await watchTransaction(await sendCall(call, chainId), () => undefined);
    if (end === 'failed' || end === 'cancelled') {
      throw new PageProblem('funding-failed');
    }
  }

  return {
    stage,
    hash,
    failure,
    repriced,
    pay: (plan, chainId) =>
      attempt(async () => {
        for (const approval of plan.approvals) {
          await allow(approval, chainId);
        }
        stage.value = 'signing';
        const sent = await sendCall(plan.funding, chainId);
        stage.value = 'telling';
        await tell(sent);
        await follow(sent);
      }),
    resume: (known) =>
      attempt(async () => {
        const sent = noted(taskId) ?? known;
        if (sent === null) {
          return;
        }
        hash.value = sent;
        if (sent !== known) {
          stage.value = 'telling';
          await tell(sent);
        }
        await follow(sent);
      }),
  };
}
