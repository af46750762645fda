// Plays every path of the goals table with real transactions on a development node and writes what the receipts say.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createPublicClient, createTestClient, createWalletClient, http, keccak256, parseEther, parseSignature, signatureToCompactSignature, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { ETH, packPolicy, signMessage, taskKey, total } from "./lib/escrow.mjs";
import { TARGET, artifact, startDevelopmentNode } from "./lib/tools.mjs";

/** Whole-transaction gas that each path may cost. A path without a goal is reported only. */
const GOALS = {
  eth_2tx: 93_000,
  erc20_2tx: 120_000,
  eth_4tx: 157_000,
  erc20_4tx: 184_000,
  eth_refund: 37_000,
  erc20_refund: 46_000,
  eth_dispute_resolve: 92_000,
  erc20_dispute_resolve: 95_000,
  eth_dispute_appeal: null,
  eth_batch50_per_task: 46_000,
};

const FEE_RATE = Number(process.env.FEE ?? 250);
const REWARD = parseEther("0.0375");
const DAY = 86_400;

const node = await startDevelopmentNode();
const transport = http(node.url);
const chain = foundry;
const client = createPublicClient({ chain, transport, pollingInterval: 20, cacheTime: 0 });
const clock = createTestClient({ chain, transport, mode: "anvil" });
const account = (addressIndex) => mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex });
const [admin, assigner, arbiter, guardian, treasury, publisher, worker, appealArbiter, deployer] = Array.from({ length: 9 }, (_, i) => account(i));
const wallet = (owner) => createWalletClient({ account: owner, chain, transport });

let taskNumber = 0x5f3a9c1e7b2d4806n;
const spent = {};

async function receiptOf(hash) {
  const receipt = await client.waitForTransactionReceipt({ hash });
  if (receipt.status !== "success") throw new Error(`transaction ${hash} failed`);
  return receipt;
}

async function deploy(name, args = [], source) {
  const { abi, bytecode } = artifact(name, source);
  const receipt = await receiptOf(await wallet(deployer).deployContract({ abi, bytecode: bytecode.object, args }));
  return { address: receipt.contractAddress, abi };
}

async function send(sender, contract, functionName, args, value) {
  const hash = await wallet(sender).writeContract({ ...contract, functionName, args, value });
  return Number((await receiptOf(hash)).gasUsed);
}

const escrow = await deploy("TaskEscrow", [{ admin: admin.address, assigner: assigner.address, arbiter: arbiter.address, guardian: guardian.address, treasury: treasury.address }]);
const token = await deploy("TestToken");
const chainId = await client.getChainId();

async function termsFor(token_, { appeals = false } = {}) {
  const { timestamp } = await client.getBlock();
  taskNumber += 0x1f3b5d79n;
  return {
    content: keccak256(toHex(taskNumber)),
    token: token_,
    reward: REWARD,
    appealArbiter: appeals ? appealArbiter.address : ETH,
    policy: packPolicy({
      maxRevisions: 3,
      defaultShare: 5000,
      feeRate: FEE_RATE,
      appealWindow: appeals ? 3 * DAY : 0,
      reviewWindow: 3 * DAY,
      workWindow: 7 * DAY,
      claimDeadline: timestamp + BigInt(14 * DAY),
      taskId: taskNumber,
    }),
  };
}

const cost = (terms) => total(terms, FEE_RATE);
const valueOf = (terms) => (terms.token === ETH ? cost(terms) : 0n);
const sign = async (signer, type, terms, rest = {}) => {
  const task = taskKey(publisher.address, terms);
  const { openedIn } = await client.readContract({ ...escrow, functionName: "stateOf", args: [task] });
  return signMessage(signer, chainId, escrow.address, type, { task, openedIn, worker: worker.address, ...rest });
};

const compact = (signature) => {
  const { r, yParityAndS } = signatureToCompactSignature(parseSignature(signature));
  return [r, yParityAndS];
};

const steps = {
  fund: async (terms) => send(publisher, escrow, "fund", [terms], valueOf(terms)),
  claim: async (terms) => send(assigner, escrow, "assignTo", [taskKey(publisher.address, terms), worker.address, ...compact(await sign(worker, "Claim", terms))]),
  submit: async (terms) => {
    const evidence = keccak256(toHex(`evidence ${taskNumber}`));
    return send(assigner, escrow, "submitWork", [taskKey(publisher.address, terms), evidence, ...compact(await sign(worker, "Submission", terms, { round: 0n, evidence }))]);
  },
  approve: async (terms) => send(publisher, escrow, "approveCompletion", [terms, worker.address]),
  dispute: async (terms) => {
    const reason = keccak256(toHex(`reason ${taskNumber}`));
    return send(publisher, escrow, "dispute", [publisher.address, terms, publisher.address, reason, "0x"]);
  },
  resolve: async (terms) => send(arbiter, escrow, "resolve", [publisher.address, terms, 6000n, keccak256(toHex(`ruling ${taskNumber}`))]),
  appeal: async (terms) => {
    const reason = keccak256(toHex(`appeal ${taskNumber}`));
    return send(assigner, escrow, "appeal", [publisher.address, terms, publisher.address, reason, await sign(publisher, "Appeal", terms, { reason })]);
  },
  resolveAppeal: async (terms) => send(appealArbiter, escrow, "resolveAppeal", [publisher.address, terms, 3000n, keccak256(toHex(`second ${taskNumber}`))]),
  refund: async (terms) => send(assigner, escrow, "refund", [publisher.address, terms]),
};

async function play(terms, names) {
  const each = [];
  for (const name of names) each.push(await steps[name](terms));
  return each;
}

function record(key, each) {
  spent[key] = { gas: each.reduce((sum, gas) => sum + gas, 0), each };
}

try {
  await send(publisher, token, "mint", [publisher.address, parseEther("1000")]);
  await send(publisher, token, "approve", [escrow.address, 2n ** 256n - 1n]);

  for (const [name, token_] of [["eth", ETH], ["erc20", token.address]]) {
    // Steady state: an earlier task has made the slots of the token, the fee and the accounts non-zero.
    await play(await termsFor(token_), ["fund", "approve"]);
    const idle = await termsFor(token_);
    await play(idle, ["fund"]);

    record(`${name}_2tx`, await play(await termsFor(token_), ["fund", "approve"]));
    record(`${name}_4tx`, await play(await termsFor(token_), ["fund", "claim", "submit", "approve"]));
    const disputed = await termsFor(token_);
    await play(disputed, ["fund", "claim", "submit"]);
    record(`${name}_dispute_resolve`, await play(disputed, ["dispute", "resolve"]));
    const refunded = await termsFor(token_);
    await play(refunded, ["fund"]);
    await clock.increaseTime({ seconds: 15 * DAY });
    await clock.mine({ blocks: 1 });
    record(`${name}_refund`, await play(refunded, ["refund"]));
  }

  const appealed = await termsFor(ETH, { appeals: true });
  await play(appealed, ["fund", "claim", "submit"]);
  record("eth_dispute_appeal", await play(appealed, ["dispute", "resolve", "appeal", "resolveAppeal"]));

  const batch = [];
  for (let i = 0; i < 50; i++) batch.push(await termsFor(ETH));
  const workers = batch.map((_, i) => account(100 + i).address);
  for (const address of workers) await clock.setBalance({ address, value: parseEther("1") });
  const fundedBatch = await send(publisher, escrow, "fundBatch", [batch], batch.reduce((sum, terms) => sum + cost(terms), 0n));
  const approvedBatch = await send(publisher, escrow, "approveCompletionBatch", [batch, workers]);
  spent.eth_batch50_per_task = { gas: Math.ceil((fundedBatch + approvedBatch) / 50), each: [fundedBatch, approvedBatch] };
} finally {
  await node.stop();
}

const report = Object.fromEntries(Object.entries(spent).map(([key, { gas }]) => [key, gas]));
mkdirSync(TARGET, { recursive: true });
writeFileSync(path.join(TARGET, "gas.json"), `${JSON.stringify(report, null, 2)}\n`);

let over = 0;
console.log(`${"path".padEnd(26)}${"gas".padStart(9)}${"goal".padStart(9)}${"left".padStart(8)}  transactions`);
for (const [key, { gas, each }] of Object.entries(spent)) {
  const goal = GOALS[key];
  if (goal != null && gas > goal) over++;
  console.log(`${key.padEnd(26)}${String(gas).padStart(9)}${String(goal ?? "–").padStart(9)}${String(goal == null ? "" : goal - gas).padStart(8)}  ${each.join(" + ")}`);
}
if (over > 0) {
  console.error(`${over} path(s) over the goal`);
  process.exitCode = 1;
}
