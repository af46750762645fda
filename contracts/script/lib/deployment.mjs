// Puts Guildhall's contracts on a chain, at addresses that follow from their code and roles alone.
import {
  concatHex,
  createPublicClient,
  createWalletClient,
  encodeDeployData,
  getAddress,
  getContractAddress,
  http,
  isAddress,
  keccak256,
  parseEther,
  toHex,
  zeroAddress,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { artifact } from "./tools.mjs";

/**
 * The deterministic deployment proxy: takes a salt and creation code, deploys by CREATE2. It has this address on every
 * chain, since it comes from a transaction that nobody can sign differently.
 * Source: https://github.com/Arachnid/deterministic-deployment-proxy
 */
const PROXY = {
  address: "0x4e59b44847b379578588920cA78FbF26c0B4956C",
  sender: "0x3fAB184622Dc19b6109349B94811493BF2a45362",
  transaction:
    "0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba02222222222222222222222222222222222222222222222222222222222222222a02222222222222222222222222222222222222222222222222222222222222222",
};
const SALT = keccak256(toHex("Guildhall 1"));
/** Of development nodes. */
const DEVELOPMENT_CHAIN = 31_337;

/** Each role, and what its holder does. */
export const ROLES = {
  admin: "rotates the other roles",
  assigner: "the relayer that says which player gets a task",
  arbiter: "decides disputes",
  guardian: "pauses the entry of the escrow",
  treasury: "receives the earned fees",
  issuer: "creates the points of communities and sets their caps",
  voucherSigner: "signs the vouchers that mint points",
  checkpointer: "publishes the roots of the points ledger",
};

export class DeploymentRefused extends Error {}

/**
 * Every role has an address of its own.
 *
 * @param {Record<string, string | undefined>} roles
 * @returns {Record<string, `0x${string}`>} the same with checksummed addresses
 * @throws {DeploymentRefused} naming every role that is missing, malformed, zero or shared
 */
export function checkRoles(roles) {
  const problems = [];
  const holders = new Map();
  const checked = {};
  for (const [role, purpose] of Object.entries(ROLES)) {
    const given = roles[role];
    if (given === undefined || given === "") {
      problems.push(`${role} is missing: ${purpose}`);
      continue;
    }
    if (!isAddress(given)) {
      problems.push(`${role} is ${given}, expected an address`);
      continue;
    }
    const address = getAddress(given);
    if (address === zeroAddress) problems.push(`${role} is the zero address`);
    else if (holders.has(address)) problems.push(`${role} and ${holders.get(address)} share ${address}; each role needs its own`);
    holders.set(address, role);
    checked[role] = address;
  }
  if (problems.length > 0) throw new DeploymentRefused(`roles refused:\n  ${problems.join("\n  ")}`);
  return checked;
}

/**
 * Deploys what is not there yet, checks what is, and tells where everything is and since which block.
 *
 * @param {object} options
 * @param {string} options.rpcUrl JSON-RPC of a chain with EIP-1559 fees
 * @param {`0x${string}`} options.privateKey pays for the gas; gets no role
 * @param {Record<string, string>} options.roles see {@link ROLES}
 * @param {boolean} [options.testToken] also a token that anybody may mint, on a development node
 * @param {(line: string) => void} [options.log]
 */
export async function deploy({ rpcUrl, privateKey, roles: given, testToken = false, log = () => {} }) {
  const roles = checkRoles(given);
  const transport = http(rpcUrl);
  const client = createPublicClient({ transport, pollingInterval: 100, cacheTime: 0 });
  const chainId = await client.getChainId();
  const { baseFeePerGas } = await client.getBlock();
  if (baseFeePerGas == null) throw new DeploymentRefused(`chain ${chainId} has no base fee: EIP-1559 (London) is required`);
  if (testToken && chainId !== DEVELOPMENT_CHAIN) {
    throw new DeploymentRefused(`the test token is for development nodes, chain ${DEVELOPMENT_CHAIN}: this is chain ${chainId}`);
  }
  const account = privateKeyToAccount(privateKey);
  const wallet = createWalletClient({ account, transport });
  const chain = { client, wallet, log };

  await ensureProxy(chain, chainId);
  const contracts = {};
  contracts.TaskEscrow = await place(chain, "TaskEscrow", [
    {
      admin: roles.admin,
      assigner: roles.assigner,
      arbiter: roles.arbiter,
      guardian: roles.guardian,
      treasury: roles.treasury,
    },
  ]);
  contracts.CommunityPointsFactory = await place(chain, "CommunityPointsFactory", [
    { admin: roles.admin, issuer: roles.issuer, voucherSigner: roles.voucherSigner },
  ]);
  contracts.PointsCheckpoint = await place(chain, "PointsCheckpoint", [
    contracts.CommunityPointsFactory.address,
    roles.checkpointer,
  ]);
  return {
    chainId,
    // Where a watcher starts: nothing of Guildhall is in an earlier block.
    block: Math.min(...Object.values(contracts).map(({ block }) => block)),
    contracts,
    roles,
    ...(testToken && { testToken: await placeTestToken(chain) }),
  };
}

async function ensureProxy({ client, wallet, log }, chainId) {
  if (await client.getCode({ address: PROXY.address })) return;
  log(`the deterministic deployment proxy is not on chain ${chainId}: deploying it`);
  const funding = await wallet.sendTransaction({ to: PROXY.sender, value: 10n ** 16n, chain: null });
  await client.waitForTransactionReceipt({ hash: funding });
  try {
    const hash = await client.sendRawTransaction({ serializedTransaction: PROXY.transaction });
    await client.waitForTransactionReceipt({ hash });
  } catch (problem) {
    throw new DeploymentRefused(
      `the node does not take the deployment proxy's transaction, which is signed for every chain ` +
        `(geth: --rpc.allow-unprotected-txs): ${problem.shortMessage ?? problem.message}`,
    );
  }
}

async function place(chain, name, args) {
  const { client, log } = chain;
  const { address, creation } = creationOf(name, args);
  if (await client.getCode({ address })) {
    // The constructor gives out roles, so the first event of a contract is from its first block.
    const [first] = await client.getLogs({ address, fromBlock: 0n, toBlock: "latest" });
    log(`${name} is at ${address} already, since block ${first.blockNumber}`);
    return { address, block: Number(first.blockNumber), transaction: first.transactionHash };
  }
  const receipt = await create(chain, name, address, creation);
  return { address, block: Number(receipt.blockNumber), transaction: receipt.transactionHash };
}

/** Each of the node's own accounts has some of it from the beginning. */
async function placeTestToken(chain) {
  const { client, wallet, log } = chain;
  const { address, creation } = creationOf("TestToken", []);
  if (await client.getCode({ address })) {
    log(`TestToken is at ${address} already`);
    return { address };
  }
  await create(chain, "TestToken", address, creation);
  const { abi } = artifact("TestToken");
  for (const account of await client.request({ method: "eth_accounts" })) {
    const args = [account, parseEther("10000")];
    const hash = await wallet.writeContract({ address, abi, functionName: "mint", args, chain: null });
    await client.waitForTransactionReceipt({ hash });
  }
  return { address };
}

function creationOf(name, args) {
  const { abi, bytecode } = artifact(name);
  const creation = encodeDeployData({ abi, bytecode: bytecode.object, args });
  const address = getContractAddress({ opcode: "CREATE2", from: PROXY.address, salt: SALT, bytecode: creation });
  return { address, creation };
}

async function create({ client, wallet, log }, name, address, creation) {
  const hash = await wallet.sendTransaction({ to: PROXY.address, data: concatHex([SALT, creation]), chain: null });
  const receipt = await client.waitForTransactionReceipt({ hash });
  if (receipt.status !== "success" || !(await client.getCode({ address }))) {
    throw new Error(`${name} was not deployed: transaction ${hash} ${receipt.status}`);
  }
  log(`${name} is at ${address} since block ${receipt.blockNumber} (${receipt.gasUsed} gas)`);
  return receipt;
}
