import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { fetchTaskEscrow, type ChainCall } from '@/shared/api';
import { notifyProblem, notifySuccess, PageProblem } from '@/shared/problems';
import { sendCall, walletAddress, watchTransaction } from '@/shared/wallet';
import { refreshTask } from './queries';

export interface WayOut {
  /** Whether a transaction of it waits for its block. */
  readonly busy: Readonly<Ref<boolean>>;
  /** Has the wallet send the call; done when the wallet has. */
  send: (prepare: () => Promise<ChainCall>) => Promise<void>;
}

/** Brings somebody's money out of the contract by a call of their own wallet, which changes nothing else in the task. */
export function useWayOut(taskId: () => string, mined: () => void = () => undefined): WayOut {
  const { t } = useI18n();
  const busy = ref(false);

  async function follow(hash: string): Promise<void> {
    busy.value = true;
    try {
      const end = await watchTransaction(hash, () => undefined);
      if (end === 'failed' || end === 'cancelled') {
        throw new PageProblem(end === 'failed' ? 'call-failed' : 'call-replaced');
      }
      await refreshTask(taskId());
      mined();
    } catch (error) {
      notifyProblem(error);
    } finally {
      busy.value = false;
    }
  }

  return {
    busy,
    send: async (prepare) => {
      if (walletAddress.value === null) {
        throw new PageProblem('wallet-connect-first');
      }
      const [call, { chainId }] = await Promise.all([prepare(), fetchTaskEscrow()]);
      if (chainId === null) {
        throw new PageProblem('chain-unavailable');
      }
      const hash = await sendCall(call, chainId);
      notifySuccess(t('task.callSent'));
      void follow(hash);
    },
  };
}
