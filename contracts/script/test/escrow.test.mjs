import assert from "node:assert/strict";
import { test } from "node:test";
import { ETH, packPolicy, total } from "../lib/escrow.mjs";

const POLICY = {
  maxRevisions: 3,
  defaultShare: 5000,
  feeRate: 250,
  appealWindow: 0,
  reviewWindow: 259_200,
  workWindow: 604_800,
  claimDeadline: 1_800_000_000,
  taskId: 42,
};

test("packs a policy as src/libraries/Policy.sol lays it out", () => {
  const word = packPolicy(POLICY);

  assert.equal(word & 0xffn, 3n);
  assert.equal((word >> 8n) & 0xffffn, 5000n);
  assert.equal((word >> 24n) & 0xffffn, 250n);
  assert.equal((word >> 40n) & 0xffffffn, 0n);
  assert.equal((word >> 64n) & 0xffffffn, 259_200n);
  assert.equal((word >> 88n) & 0xffffffn, 604_800n);
  assert.equal((word >> 112n) & 0xffffffffn, 1_800_000_000n);
  assert.equal(word >> 144n, 42n);
});

test("refuses what a field cannot hold", () => {
  assert.throws(() => packPolicy({ ...POLICY, feeRate: 65_536 }), /feeRate 65536, expected 0 to 65535/);
  assert.throws(() => packPolicy({ ...POLICY, workWindow: -1 }), /workWindow -1/);
});

test("adds the fee on top of the reward, rounded down", () => {
  assert.equal(total({ token: ETH, reward: 10_001n }, 250), 10_251n);
});
