import { expect, it } from 'vitest';
import type { Receipt, TaskView } from '@/shared/api';
import { escrow } from '@/shared/testing/tasks';
import { checkReceipt, keyOf, unpackPolicy } from './receipt';
import { funded, POLICY, PUBLISHER } from './testing';

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
    claimDeadline: 1_796_083_200,
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
