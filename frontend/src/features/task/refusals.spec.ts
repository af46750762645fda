import { expect, it } from 'vitest';
import abi from '../../../../contracts/abi/TaskEscrow.json';
import en from './messages/en.json';
import zh from './messages/zh-CN.json';

/** What no step of a task can run into: verbs of admins, of batches, and of accounts that pull money themselves. */
const ELSEWHERE = [
  'escrow-admin-required',
  'escrow-zero-address',
  'escrow-not-the-guardian',
  'escrow-not-paused',
  'escrow-batch-mismatch',
  'escrow-invalid-recipient',
  'escrow-nothing-to-withdraw',
];

/** As chain-adapter names the contract's own errors; those of its libraries come as `escrow-reverted`. */
function codes(): string[] {
  return abi
    .filter((entry) => entry.type === 'error')
    .map(({ name }) => /^(?:TaskEscrow|EscrowRoles)_(.+)$/.exec(name ?? '')?.[1])
    .filter((name) => name !== undefined)
    .map((name) => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/([A-Z])([A-Z][a-z])/g, '$1-$2'))
    .map((name) => `escrow-${name.toLowerCase()}`)
    .filter((code) => !ELSEWHERE.includes(code));
}

it('has a text in both languages for every refusal of the contract that a player may read', () => {
  expect(codes().length).toBeGreaterThan(20);

  for (const { problems } of [en, zh]) {
    expect(codes().filter((code) => !(code in problems))).toEqual([]);
  }
});
