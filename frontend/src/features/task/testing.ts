import type { Receipt, TaskView } from '@/shared/api';
import { escrow, task } from '@/shared/testing/tasks';
import { keyOf, sha256 } from './receipt';

export const PUBLISHER = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
export const WORKER = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

const DEADLINE = 1_796_083_200n;

/** Two revisions, half by default, 2.5%, three days to appeal and to review, a day to work, task 900. */
export const POLICY =
  2n |
  (5000n << 8n) |
  (250n << 24n) |
  (259_200n << 40n) |
  (259_200n << 64n) |
  (86_400n << 88n) |
  (DEADLINE << 112n) |
  (900n << 144n);

/** A funded task with its receipt, as an honest server tells them. */
export async function funded(change: Partial<TaskView> = {}): Promise<{ shown: TaskView; receipt: Receipt }> {
  const shown = task({ claimDeadline: new Date(Number(DEADLINE) * 1000).toISOString(), ...change });
  const { criteria, description, mode, name, tags } = shown;
  const content = JSON.stringify({ criteria, description, mode, name, tags });
  const terms = {
    content: (await sha256(content)) ?? '',
    token: null,
    reward: '50000000000000000',
    appealArbiter: WORKER,
    policy: String(POLICY),
  };
  const { chainId, contract } = escrow();
  const receipt: Receipt = { chainId, contract, key: '', publisher: PUBLISHER, terms, content, fundedIn: null };
  receipt.key = await keyOf(receipt);
  shown.escrow = {
    chainId,
    contract,
    key: receipt.key,
    fundedTransaction: null,
    feeRate: 250,
    fee: '1250000000000000',
    total: '51250000000000000',
    appealArbiter: WORKER,
    appealWindow: 259_200,
    defaultShare: 5000,
  };
  return { shown, receipt };
}
