import { fetchTaskEscrow } from '@/shared/api';
import { connectedWallet } from './connection';

/** How a transaction ended. */
export type TransactionEnd = 'mined' | 'failed' | 'cancelled';

const ASKS_EVERY_MS = 1000;

/**
 * Waits until a transaction is in a block. Null when nobody can be asked: then only the server tells.
 *
 * @param replaced called with the new hash when the wallet sent the same call again with another fee
 */
export async function watchTransaction(hash: string, replaced: (hash: string) => void): Promise<TransactionEnd | null> {
  const { createClient, custom, http, waitForTransactionReceipt } = await import('./ethereum');
  const wallet = connectedWallet.value;
  const { rpcUrl } = await fetchTaskEscrow();
  const transport = wallet && !wallet.own ? custom(wallet.provider as never) : rpcUrl ? http(rpcUrl) : null;
  if (transport === null) {
    return null;
  }
  let cancelled = false;
  const receipt = await waitForTransactionReceipt(createClient({ transport, pollingInterval: ASKS_EVERY_MS }), {
    hash: hash as `0x${string}`,
    timeout: 0,
    onReplaced: ({ reason, transaction }) => {
      if (reason === 'repriced') {
        replaced(transaction.hash);
      } else {
        cancelled = true;
      }
    },
  });
  return cancelled ? 'cancelled' : receipt.status === 'success' ? 'mined' : 'failed';
}
