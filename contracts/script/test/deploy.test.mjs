import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { createPublicClient, http } from "viem";
import { ROLES, checkRoles } from "../lib/deployment.mjs";
import { ROOT, artifact, startDevelopmentNode } from "../lib/tools.mjs";

// The development node's first account: known to everybody, worth nothing.
const DEPLOYER = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const address = (n) => `0x${String(n).repeat(40)}`;
const roles = Object.fromEntries(Object.keys(ROLES).map((role, i) => [role, address(i + 1)]));
const variable = (role) => `GUILDHALL_${role.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
const environment = (given) => Object.fromEntries(Object.entries(given).map(([role, value]) => [variable(role), value]));

let node;
let folder;
before(async () => {
  node = await startDevelopmentNode();
  folder = mkdtempSync(path.join(tmpdir(), "guildhall-deploy-"));
});
after(async () => {
  await node?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the script as an operator would. */
function run({ rpc = node.url, key = DEPLOYER, given = roles, out = path.join(folder, "deployment.json"), more = [] } = {}) {
  const env = { PATH: process.env.PATH, ...environment(given), ...(key && { DEPLOYER_PRIVATE_KEY: key }) };
  return new Promise((resolve) => {
    execFile(process.execPath, ["script/deploy.mjs", "--rpc", rpc, "--out", out, ...more], { cwd: ROOT, env }, (problem, stdout, stderr) =>
      resolve({ code: problem?.code ?? 0, stdout, stderr, out }),
    );
  });
}

test("refuses roles that are missing, malformed, zero or shared, and names each", () => {
  const given = { ...roles, arbiter: undefined, guardian: "0x12", treasury: address(0), issuer: roles.admin };

  assert.throws(() => checkRoles(given), (problem) => {
    assert.match(problem.message, /arbiter is missing: decides disputes/);
    assert.match(problem.message, /guardian is 0x12, expected an address/);
    assert.match(problem.message, /treasury is the zero address/);
    assert.match(problem.message, /issuer and admin share/);
    return true;
  });
});

test("the script refuses a missing role or key and deploys nothing", async () => {
  const missing = await run({ given: { ...roles, arbiter: "" } });
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /arbiter is missing/);

  const keyless = await run({ key: null });
  assert.equal(keyless.code, 1);
  assert.match(keyless.stderr, /DEPLOYER_PRIVATE_KEY is missing/);

  assert.equal(await createPublicClient({ transport: http(node.url) }).getBlockNumber(), 0n);
});

test("deploys everything with its roles, writes addresses and blocks, and changes nothing the second time", async () => {
  const first = await run();
  assert.equal(first.code, 0, first.stderr);
  const deployment = JSON.parse(readFileSync(first.out, "utf8"));
  assert.equal(deployment.chainId, 31_337);
  assert.equal(deployment.block, deployment.contracts.TaskEscrow.block);
  assert.deepEqual(Object.keys(deployment.contracts), ["TaskEscrow", "CommunityPointsFactory", "PointsCheckpoint"]);

  const client = createPublicClient({ transport: http(node.url) });
  const read = (name, functionName) =>
    client.readContract({ address: deployment.contracts[name].address, abi: artifact(name).abi, functionName });
  assert.equal(await read("TaskEscrow", "owner"), deployment.roles.admin);
  for (const role of ["assigner", "arbiter", "guardian", "treasury"]) {
    assert.equal(await read("TaskEscrow", role), deployment.roles[role]);
  }
  assert.equal(await read("CommunityPointsFactory", "owner"), deployment.roles.admin);
  assert.equal(await read("CommunityPointsFactory", "issuer"), deployment.roles.issuer);
  assert.equal(await read("CommunityPointsFactory", "voucherSigner"), deployment.roles.voucherSigner);
  assert.equal(await read("PointsCheckpoint", "checkpointer"), deployment.roles.checkpointer);
  assert.equal(await read("PointsCheckpoint", "factory"), deployment.contracts.CommunityPointsFactory.address);

  const height = await client.getBlockNumber();
  const again = await run({ out: path.join(folder, "again.json") });
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(JSON.parse(readFileSync(again.out, "utf8")), deployment);
  assert.equal(await client.getBlockNumber(), height);
});

test("finds the same addresses on another chain, whoever pays, and brings the proxy where it is missing", async () => {
  // Without the proxy that the development node otherwise has from its first block.
  const other = await startDevelopmentNode(["--chain-id", "4242", "--disable-default-create2-deployer"]);
  try {
    const otherDeployer = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

    const { code, stderr, out } = await run({ rpc: other.url, key: otherDeployer, out: path.join(folder, "other.json") });

    assert.equal(code, 0, stderr);
    const addresses = (file) =>
      Object.entries(JSON.parse(readFileSync(file, "utf8")).contracts).map(([name, { address: at }]) => [name, at]);
    assert.deepEqual(addresses(out), addresses(path.join(folder, "deployment.json")));
  } finally {
    await other.stop();
  }
});

test("brings a test token when that is asked for, each of the node's accounts has some, and a second run changes nothing", async () => {
  const client = createPublicClient({ transport: http(node.url) });
  const first = await run({ out: path.join(folder, "token.json"), more: ["--test-token"] });
  assert.equal(first.code, 0, first.stderr);
  const { testToken } = JSON.parse(readFileSync(first.out, "utf8"));

  const [holder] = await client.request({ method: "eth_accounts" });
  const { abi } = artifact("TestToken");
  const balance = () => client.readContract({ address: testToken.address, abi, functionName: "balanceOf", args: [holder] });
  assert.equal(await balance(), 10_000n * 10n ** 18n);

  const height = await client.getBlockNumber({ cacheTime: 0 });
  const again = await run({ out: path.join(folder, "token-again.json"), more: ["--test-token"] });
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(JSON.parse(readFileSync(again.out, "utf8")).testToken, testToken);
  assert.equal(await client.getBlockNumber({ cacheTime: 0 }), height);
});

test("refuses to bring a test token to a chain that is no development node's", async () => {
  const other = await startDevelopmentNode(["--chain-id", "4242"]);
  try {
    const { code, stderr } = await run({ rpc: other.url, more: ["--test-token"] });

    assert.equal(code, 1);
    assert.match(stderr, /test token is for development nodes, chain 31337: this is chain 4242/);
    assert.equal(await createPublicClient({ transport: http(other.url) }).getBlockNumber(), 0n);
  } finally {
    await other.stop();
  }
});

test("refuses a chain without EIP-1559", async () => {
  const old = await startDevelopmentNode(["--hardfork", "berlin"]);
  try {
    const { code, stderr } = await run({ rpc: old.url });
    assert.equal(code, 1);
    assert.match(stderr, /EIP-1559/);
  } finally {
    await old.stop();
  }
});

test("says which node does not answer", async () => {
  const { code, stderr } = await run({ rpc: "http://127.0.0.1:9" });
  assert.equal(code, 1);
  assert.match(stderr, /HTTP request failed|fetch failed/);
});
