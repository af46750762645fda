import { describe, expect, it } from 'vitest';
import type { TypedData } from '@/shared/api';
import { CONTRACT, task } from '@/shared/testing/tasks';
import { isWhatWasAgreed } from './consent';
import { sha256 } from './receipt';

const KEY = `0x${'ab'.repeat(32)}`;
const WORKER = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const TRUSTED = { key: KEY, contract: CONTRACT, chainId: 31337 };

function typed(primaryType: string, fields: Record<string, [string, string]>): TypedData {
  return {
    domain: { name: 'Guildhall Task Escrow', version: '1', chainId: 31337, verifyingContract: CONTRACT },
    types: { EIP712Domain: [], [primaryType]: Object.entries(fields).map(([name, [type]]) => ({ name, type })) },
    primaryType,
    message: Object.fromEntries(Object.entries(fields).map(([name, [, value]]) => [name, value])),
  };
}

const claim = (change: Record<string, [string, string]> = {}) =>
  typed('Claim', { task: ['bytes32', KEY], openedIn: ['uint256', '17'], worker: ['address', WORKER], ...change });

const settlement = (share: string) =>
  typed('Settlement', {
    task: ['bytes32', KEY],
    openedIn: ['uint256', '17'],
    worker: ['address', WORKER],
    share: ['uint256', share],
    validUntil: ['uint256', '1796083200'],
  });

describe('what the page lets a wallet sign', () => {
  it('is a claim of this very task by this very account', async () => {
    expect(await isWhatWasAgreed(claim(), task(), { kind: 'CLAIM' }, WORKER, TRUSTED)).toBe(true);
  });

  it.each([
    ['another task', claim({ task: ['bytes32', `0x${'00'.repeat(32)}`] })],
    ['another worker', claim({ worker: ['address', CONTRACT] })],
    ['a field more', claim({ share: ['uint256', '0'] })],
    [
      'another message',
      typed('Approval', { task: ['bytes32', KEY], openedIn: ['uint256', '17'], worker: ['address', WORKER] }),
    ],
    ['another contract', { ...claim(), domain: { ...claim().domain, verifyingContract: WORKER } }],
    ['another chain', { ...claim(), domain: { ...claim().domain, chainId: 1 } }],
  ])('is not %s', async (_, message) => {
    expect(await isWhatWasAgreed(message, task(), { kind: 'CLAIM' }, WORKER, TRUSTED)).toBe(false);
  });

  it('is the share that was chosen', async () => {
    const shown = task({ status: 'CLAIMED', workerAddress: WORKER });
    const wanted = { kind: 'SETTLEMENT' as const, share: 4000 };

    expect(await isWhatWasAgreed(settlement('4000'), shown, wanted, WORKER, TRUSTED)).toBe(true);
    expect(await isWhatWasAgreed(settlement('400'), shown, wanted, WORKER, TRUSTED)).toBe(false);
  });

  it('is the reason that was typed', async () => {
    const shown = task({ status: 'SUBMITTED', workerAddress: WORKER, round: 1 });
    const message = async (reason: string) =>
      typed('Revision', {
        task: ['bytes32', KEY],
        openedIn: ['uint256', '17'],
        worker: ['address', WORKER],
        round: ['uint256', '1'],
        reason: ['bytes32', (await sha256(reason)) ?? ''],
      });
    const wanted = { kind: 'REVISION' as const, reason: '缺第二条' };

    expect(await isWhatWasAgreed(await message('缺第二条'), shown, wanted, WORKER, TRUSTED)).toBe(true);
    expect(await isWhatWasAgreed(await message('其他'), shown, wanted, WORKER, TRUSTED)).toBe(false);
  });
});
