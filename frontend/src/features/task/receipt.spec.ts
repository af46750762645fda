import { expect, it } from 'vitest';
import type { Receipt, TaskView } from '@/shared/api';
import { escrow, task } from '@/shared/testing/tasks';
import { checkReceipt, keyOf, sha256, unpackPolicy } from './receipt';

const PUBLISHER = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const DEADLINE = 1_796_083_200n;
const POLICY =
  2n |
  (5000n << 8n) |
  (250n << 24n) |
  (259_200n << 40n) |
  (259_200n << 64n) |
  (86_400n << 88n) |
  (DEADLINE << 112n) |
  (900n << 144n);

async function funded(): Promise<{ shown: TaskView; receipt: Receipt }> {
  const shown = task({ claimDeadline: new Date(Number(DEADLINE) * 1000).toISOString() });
  const { criteria, description, mode, name, tags } = shown;
  const content = JSON.stringify({ criteria, description, mode, name, tags });
  const receipt: Receipt = {
    chainId: 31337,
    contract: escrow().contract,
    key: '',
    publisher: PUBLISHER,
    terms: {
      content: (await sha256(content)) ?? '',
      token: null,
      reward: '50000000000000000',
      appealArbiter: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
      policy: String(POLICY),
    },
    content,
    fundedIn: null,
  };
  receipt.key = await keyOf(receipt);
  shown.escrow = {
    chainId: 31337,
    contract: receipt.contract,
    key: receipt.key,
    fundedTransaction: null,
    feeRate: 250,
    fee: '1250000000000000',
    total: '51250000000000000',
    appealArbiter: receipt.terms.appealArbiter,
    appealWindow: 259_200,
    defaultShare: 5000,
  };
  return { shown, receipt };
}

async function outcomes(shown: TaskView, receipt: Receipt) {
  const checks = await checkReceipt(shown, receipt, escrow());
  return Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome]));
}

const GOOD = { words: 'good', content: 'good', policy: 'good', key: 'good', contract: 'good', chain: 'unknown' };

it('finds an honest receipt right, and says what it could not ask', async () => {
  const { shown, receipt } = await funded();

  expect(await outcomes(shown, receipt)).toEqual(GOOD);
});

it('reads the policy as the contract packs it', () => {
  expect(unpackPolicy(String(POLICY))).toEqual({
    maxRevisions: 2,
    defaultShare: 5000,
    feeRate: 250,
    appealWindow: 259_200,
    reviewWindow: 259_200,
    workWindow: 86_400,
    claimDeadline: Number(DEADLINE),
    taskId: '900',
  });
});

it('computes the key as the contract does', async () => {
  // keccak256(abi.encode(publisher, terms)) by `cast abi-encode` and `cast keccak`.
  const key = await keyOf({
    ...(await funded()).receipt,
    terms: { content: `0x${'11'.repeat(32)}`, token: null, reward: '1', appealArbiter: null, policy: '2' },
  });

  expect(key).toBe('0x2f20ddaa1f3e835ee173fa99e29aea467735f1fdcc595f1c6e7b602671079d71');
});

it.each([
  ['other words than agreed', 'words', (shown: TaskView) => (shown.criteria = ['only this'])],
  ['a lower reward', 'policy', (_: TaskView, receipt: Receipt) => (receipt.terms.reward = '1')],
  ['another text than hashed', 'content', (_: TaskView, receipt: Receipt) => (receipt.content += ' ')],
  ['another key', 'key', (_: TaskView, receipt: Receipt) => (receipt.key = `0x${'00'.repeat(32)}`)],
  ['another contract', 'contract', (_: TaskView, receipt: Receipt) => (receipt.contract = PUBLISHER)],
])('notices %s', async (_, check, forge) => {
  const { shown, receipt } = await funded();
  forge(shown, receipt);

  expect(await outcomes(shown, receipt)).toMatchObject({ [check]: 'bad' });
});
