#!/usr/bin/env node
// Plays every path of the goals table with real transactions on a development node, and writes what the receipts say to
// target/gas.json: gas of whole transactions (21,000 base, calldata, cold storage), in steady state.
//
// A path's own key is measured at a fee rate of zero, as the public escrows beside the goals have no fee; the same path
// with a platform fee of 2.5 % stands beside it as `…_with_fee`.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  http,
  keccak256,
  parseEther,
  parseSignature,
  signatureToCompactSignature,
  toHex,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry as chain } from "viem/chains";
import { deploy } from "./lib/deployment.mjs";
import { ETH, packPolicy, signMessage, taskKey, total } from "./lib/escrow.mjs";
import { TARGET, artifact, startDevelopmentNode } from "./lib/tools.mjs";

/** Gas that each path may cost. A path without a goal is reported only. */
const GOALS = {
  eth_2tx: 93_000,
  erc20_2tx: 120_000,
  eth_4tx: 157_000,
  erc20_4tx: 184_000,
  eth_refund: 37_000,
  erc20_refund: 46_000,
  eth_dispute_resolve: 92_000,
  erc20_dispute_resolve: 95_000,
  eth_batch50_per_task: 46_000,
  points_create: 105_000,
};
const BATCH = 50;
const DAY = 86_400;
const MNEMONIC = "test test test test test test test test test test test junk";

const node = await startDevelopmentNode();
const transport = http(node.url);
const client = createPublicClient({ chain, transport, pollingInterval: 20, cacheTime: 0 });
const clock = createTestClient({ chain, transport, mode: "anvil" });
const account = (addressIndex) => mnemonicToAccount(MNEMONIC, { addressIndex });
const [admin, assigner, arbiter, guardian, treasury, issuer, voucherSigner, checkpointer, publisher, worker] = Array.from(
  { length: 10 },
  (_, index) => account(index),
);
const [appealArbiter, deployer, holder] = [10, 11, 12].map(account);

/** Per key: the whole path's gas, and each transaction's. */
const measured = {};

try {
  for (const { address } of [appealArbiter, deployer, holder]) {
    await clock.setBalance({ address, value: parseEther("100") });
  }
  const { contracts } = await deploy({
    rpcUrl: node.url,
    privateKey: toHex(deployer.getHdKey().privateKey),
    roles: Object.fromEntries(
      Object.entries({ admin, assigner, arbiter, guardian, treasury, issuer, voucherSigner, checkpointer }).map(
        ([role, { address }]) => [role, address],
      ),
    ),
  });
  const at = (name) => ({ address: contracts[name].address, abi: artifact(name).abi });
  await measureEscrow(at("TaskEscrow"), await deployTestToken());
  await measurePoints(at("CommunityPointsFactory"), at("PointsCheckpoint"));
} finally {
  await node.stop();
}
report();

async function measureEscrow(escrow, token) {
  const chainId = await client.getChainId();
  let taskNumber = 0x5f3a9c1e7b2d4806n;

  await send(publisher, token, "mint", [publisher.address, parseEther("1000")]);
  await send(publisher, token, "approve", [escrow.address, 2n ** 256n - 1n]);

  for (const [suffix, feeRate] of [
    ["", 0],
    ["_with_fee", 250],
  ]) {
    for (const [name, currency] of [
      ["eth", ETH],
      ["erc20", token.address],
    ]) {
      const fresh = (options) => newTerms(currency, feeRate, options);
      // Steady state: earlier tasks have made the slots of token, fee and accounts non-zero, and one stays open.
      await play(await fresh(), ["fund", "approve"]);
      await play(await fresh(), ["fund"]);

      record(`${name}_2tx${suffix}`, await play(await fresh(), ["fund", "approve"]));
      record(`${name}_4tx${suffix}`, await play(await fresh(), ["fund", "claim", "submit", "approve"]));
      const disputed = await fresh();
      await play(disputed, ["fund", "claim", "submit"]);
      record(`${name}_dispute_resolve${suffix}`, await play(disputed, ["dispute", "resolve"]));
      const signed = await fresh();
      await play(signed, ["fund", "claim", "submit"]);
      record(`${name}_dispute_relayed_resolve${suffix}`, await play(signed, ["disputeRelayed", "resolve"]));
      const expired = await fresh();
      await play(expired, ["fund"]);
      await clock.increaseTime({ seconds: 15 * DAY });
      await clock.mine({ blocks: 1 });
      record(`${name}_refund${suffix}`, await play(expired, ["refund"]));
    }
    const appealed = await newTerms(ETH, feeRate, { appeals: true });
    await play(appealed, ["fund", "claim", "submit"]);
    record(`eth_dispute_appeal${suffix}`, await play(appealed, ["dispute", "resolve", "appeal", "resolveAppeal"]));

    const batch = [];
    for (let i = 0; i < BATCH; i++) batch.push(await newTerms(ETH, feeRate));
    const workers = batch.map((_, i) => account(100 + i).address);
    for (const address of workers) await clock.setBalance({ address, value: parseEther("1") });
    const value = batch.reduce((sum, { cost }) => sum + cost, 0n);
    const all = batch.map(({ terms }) => terms);
    const both = [
      await send(publisher, escrow, "fundBatch", [all], value),
      await send(publisher, escrow, "approveCompletionBatch", [all, workers]),
    ];
    measured[`eth_batch${BATCH}_per_task${suffix}`] = { gas: Math.ceil((both[0] + both[1]) / BATCH), each: both };
  }

  async function newTerms(currency, feeRate, { appeals = false } = {}) {
    const { timestamp } = await client.getBlock();
    taskNumber += 0x1f3b5d79n;
    const terms = {
      content: keccak256(toHex(taskNumber)),
      token: currency,
      reward: parseEther("0.0375"),
      appealArbiter: appeals ? appealArbiter.address : ETH,
      policy: packPolicy({
        maxRevisions: 3,
        defaultShare: 5000,
        feeRate,
        appealWindow: appeals ? 3 * DAY : 0,
        reviewWindow: 3 * DAY,
        workWindow: 7 * DAY,
        claimDeadline: timestamp + BigInt(14 * DAY),
        taskId: taskNumber,
      }),
    };
    return { terms, task: taskKey(publisher.address, terms), cost: total(terms, feeRate) };
  }

  async function play(task, names) {
    const each = [];
    for (const name of names) each.push(await step(name, task));
    return each;
  }

  async function step(name, { terms, task, cost }) {
    const party = [publisher.address, terms];
    const evidence = keccak256(toHex(`evidence of ${task}`));
    const reason = keccak256(toHex(`reason about ${task}`));
    const sign = async (signer, type, rest = {}) => {
      const { openedIn } = await client.readContract({ ...escrow, functionName: "stateOf", args: [task] });
      return signMessage(signer, chainId, escrow.address, type, { task, openedIn, worker: worker.address, ...rest });
    };
    switch (name) {
      case "fund":
        return send(publisher, escrow, "fund", [terms], terms.token === ETH ? cost : 0n);
      case "claim":
        return send(assigner, escrow, "assignTo", [task, worker.address, ...compact(await sign(worker, "Claim"))]);
      case "submit": {
        const signature = compact(await sign(worker, "Submission", { round: 0n, evidence }));
        return send(assigner, escrow, "submitWork", [task, evidence, ...signature]);
      }
      case "approve":
        return send(publisher, escrow, "approveCompletion", [terms, worker.address]);
      case "dispute":
        return send(publisher, escrow, "dispute", [...party, publisher.address, reason, "0x"]);
      case "disputeRelayed": {
        const signature = await sign(worker, "Dispute", { round: 0n, reason });
        return send(assigner, escrow, "dispute", [...party, worker.address, reason, signature]);
      }
      case "resolve":
        return send(arbiter, escrow, "resolve", [...party, 6000n, reason]);
      case "appeal": {
        const signature = await sign(worker, "Appeal", { reason });
        return send(assigner, escrow, "appeal", [...party, worker.address, reason, signature]);
      }
      case "resolveAppeal":
        return send(appealArbiter, escrow, "resolveAppeal", [...party, 3000n, reason]);
      case "refund":
        return send(assigner, escrow, "refund", party);
      default:
        throw new Error(`no step ${name}`);
    }
  }
}

async function measurePoints(factory, checkpoint) {
  const created = await send(issuer, factory, "create", [0x0f3a9c1e7b2d4811n, "Dragon Points", "DRG", 1_000_000n]);
  measured.points_create = { gas: created, each: [created] };
  const points = {
    abi: artifact("CommunityPoints").abi,
    address: await client.readContract({ ...factory, functionName: "pointsOf", args: [0x0f3a9c1e7b2d4811n] }),
  };
  const chainId = await client.getChainId();
  const mint = async (id, to) => {
    const { timestamp } = await client.getBlock();
    const voucher = { id, to, amount: 500n, validUntil: timestamp + 3600n };
    const signature = await voucherSigner.signTypedData({
      domain: { name: "Dragon Points", version: "1", chainId, verifyingContract: points.address },
      types: {
        Voucher: [
          { name: "id", type: "uint256" },
          { name: "to", type: "address" },
          { name: "amount", type: "uint256" },
          { name: "validUntil", type: "uint256" },
        ],
      },
      primaryType: "Voucher",
      message: voucher,
    });
    return send(assigner, points, "mint", [id, to, voucher.amount, voucher.validUntil, signature]);
  };
  await mint(1n, holder.address);
  await mint(2n, worker.address);
  record("points_mint_existing", [await mint(3n, holder.address)]);
  record("points_transfer_existing", [await send(holder, points, "transfer", [worker.address, 100n])]);
  await send(checkpointer, checkpoint, "checkpoint", [1n, keccak256("0x01")]);
  record("points_checkpoint", [await send(checkpointer, checkpoint, "checkpoint", [2n, keccak256("0x02")])]);
}

async function deployTestToken() {
  const { abi, bytecode } = artifact("TestToken");
  const hash = await walletOf(deployer).deployContract({ abi, bytecode: bytecode.object });
  const { contractAddress } = await client.waitForTransactionReceipt({ hash });
  return { address: contractAddress, abi };
}

/** Sends a transaction, waits for it and returns the gas of its receipt. */
async function send(sender, contract, functionName, args, value) {
  const hash = await walletOf(sender).writeContract({ ...contract, functionName, args, value });
  const receipt = await client.waitForTransactionReceipt({ hash });
  if (receipt.status !== "success") throw new Error(`${functionName} failed: transaction ${hash}`);
  return Number(receipt.gasUsed);
}

function walletOf(owner) {
  return createWalletClient({ account: owner, chain, transport });
}

function compact(signature) {
  const { r, yParityAndS } = signatureToCompactSignature(parseSignature(signature));
  return [r, yParityAndS];
}

function record(key, each) {
  measured[key] = { gas: each.reduce((sum, gas) => sum + gas, 0), each };
}

function report() {
  const keys = Object.keys(measured).sort((a, b) => rank(a) - rank(b));
  mkdirSync(TARGET, { recursive: true });
  const figures = Object.fromEntries(keys.map((key) => [key, measured[key].gas]));
  writeFileSync(path.join(TARGET, "gas.json"), `${JSON.stringify(figures, null, 2)}\n`);

  const row = (...cells) => cells.map((cell, i) => (i === 0 ? String(cell).padEnd(40) : String(cell).padStart(10))).join("");
  console.log(`${row("path", "gas", "goal", "left")}  transactions`);
  const over = [];
  for (const key of keys) {
    const { gas, each } = measured[key];
    const goal = GOALS[key.replace("_with_fee", "")];
    const left = goal === undefined ? "" : goal - gas;
    if (goal !== undefined && gas > goal) over.push(key);
    console.log(`${row(key, gas, goal ?? "–", left)}  ${each.join(" + ")}`);
  }
  const missed = over.filter((key) => !key.endsWith("_with_fee"));
  if (over.length > missed.length) {
    console.log(`\nwith a fee over the goal: ${over.filter((key) => key.endsWith("_with_fee")).join(", ")} (see README.md)`);
  }
  if (missed.length > 0) {
    console.error(`\nover the goal: ${missed.join(", ")}`);
    process.exitCode = 1;
  }
}

/** Fee variants come last, otherwise the order of measuring. */
function rank(key) {
  return Object.keys(measured).indexOf(key) + (key.endsWith("_with_fee") ? 1000 : 0);
}
