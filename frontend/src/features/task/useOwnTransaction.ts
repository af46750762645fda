import { onMounted, ref, watch, type Ref } from 'vue';
import type { TaskView } from '@/shared/api';
import { notifyProblem, PageProblem } from '@/shared/problems';
import { watchTransaction } from '@/shared/wallet';
import { refreshTask } from './queries';

/** Where a transaction was sent from: once the task has moved on, it has ended one way or the other. */
interface Note {
  hash: string;
  status: string;
  round: number;
}

const placeOf = (taskId: string) => `guildhall.call.${taskId}`;

function note(taskId: string, value: Note | null): void {
  try {
    if (value === null) {
      localStorage.removeItem(placeOf(taskId));
    } else {
      localStorage.setItem(placeOf(taskId), JSON.stringify(value));
    }
  } catch {
    // Storage may be forbidden: the hash is then shown as long as the page is open, and the chain tells the result anyway.
  }
}

function noted(taskId: string): Note | null {
  try {
    const value = JSON.parse(localStorage.getItem(placeOf(taskId)) ?? 'null') as Partial<Note> | null;
    return typeof value?.hash === 'string' && typeof value.status === 'string' && typeof value.round === 'number'
      ? { hash: value.hash, status: value.status, round: value.round }
      : null;
  } catch {
    return null;
  }
}

export interface OwnTransaction {
  /** What this person's wallet sent about the task, until the task has moved on. */
  readonly hash: Readonly<Ref<string | null>>;
  /** Whether it was sent before the page was opened: it may be long gone, so nothing waits for it. */
  readonly resumed: Readonly<Ref<boolean>>;
  follow: (hash: string) => Promise<void>;
}

/** Follows a transaction of somebody's own wallet, also over a page that was closed meanwhile. */
export function useOwnTransaction(task: () => TaskView): OwnTransaction {
  const hash = ref<string | null>(null);
  const resumed = ref(false);

  function forget(taskId: string): void {
    hash.value = null;
    resumed.value = false;
    note(taskId, null);
  }

  async function watchUntilMined(sent: string): Promise<void> {
    const { id, status, round } = task();
    hash.value = sent;
    note(id, { hash: sent, status, round });
    try {
      const end = await watchTransaction(sent, (other) => {
        hash.value = other;
        note(id, { hash: other, status, round });
      });
      if (end === 'failed' || end === 'cancelled') {
        throw new PageProblem(end === 'failed' ? 'call-failed' : 'call-replaced');
      }
      await refreshTask(id);
    } catch (error) {
      forget(id);
      notifyProblem(error);
    }
  }

  watch(
    () => [task().id, task().status, task().round] as const,
    (_, [taskId]) => {
      forget(taskId);
    },
  );
  onMounted(() => {
    const { id, status, round } = task();
    const earlier = noted(id);
    if (earlier && earlier.status === status && earlier.round === round) {
      resumed.value = true;
      void watchUntilMined(earlier.hash);
    } else if (earlier) {
      note(id, null);
    }
  });

  return {
    hash,
    resumed,
    follow: (sent) => {
      resumed.value = false;
      return watchUntilMined(sent);
    },
  };
}
