// The escrow's words outside the chain: how terms are packed, how a task's key is made, what people sign.
import { encodeAbiParameters, keccak256, zeroAddress } from "viem";

/** Field widths of a `Policy`, least significant first: see src/libraries/Policy.sol. */
const POLICY_FIELDS = [
  ["maxRevisions", 8n],
  ["defaultShare", 16n],
  ["feeRate", 16n],
  ["appealWindow", 24n],
  ["reviewWindow", 24n],
  ["workWindow", 24n],
  ["claimDeadline", 32n],
  ["taskId", 64n],
];

/** Packs the small numbers of a task's terms into one word. Throws on a number that its field cannot hold. */
export function packPolicy(policy) {
  let word = 0n;
  let shift = 0n;
  for (const [name, width] of POLICY_FIELDS) {
    const value = BigInt(policy[name]);
    if (value < 0n || value >> width !== 0n) throw new RangeError(`${name} ${value}, expected 0 to ${(1n << width) - 1n}`);
    word |= value << shift;
    shift += width;
  }
  return word;
}

const TERMS = {
  type: "tuple",
  components: [
    { name: "content", type: "bytes32" },
    { name: "token", type: "address" },
    { name: "reward", type: "uint96" },
    { name: "appealArbiter", type: "address" },
    { name: "policy", type: "uint256" },
  ],
};

/** The key under which the escrow stores a task: the hash of its publisher and terms. */
export function taskKey(publisher, terms) {
  return keccak256(encodeAbiParameters([{ type: "address" }, TERMS], [publisher, terms]));
}

/** What the terms cost to fund: the reward and the platform's fee, rounded down. */
export function total(terms, feeRate) {
  return terms.reward + (terms.reward * BigInt(feeRate)) / 10_000n;
}

export const ETH = zeroAddress;

const MESSAGE_START = [
  { name: "task", type: "bytes32" },
  { name: "openedIn", type: "uint256" },
  { name: "worker", type: "address" },
];
const message = (...rest) => [...MESSAGE_START, ...rest.map(([name, type]) => ({ name, type }))];

/** The EIP-712 messages of src/EscrowSignatures.sol. */
export const MESSAGES = {
  Claim: message(),
  Assignment: message(["validUntil", "uint256"]),
  Submission: message(["round", "uint256"], ["evidence", "bytes32"]),
  Revision: message(["round", "uint256"], ["reason", "bytes32"]),
  Abandonment: message(),
  Dispute: message(["round", "uint256"], ["reason", "bytes32"]),
  Appeal: message(["reason", "bytes32"]),
  Approval: message(),
  Settlement: message(["share", "uint256"], ["validUntil", "uint256"]),
};

/** Signs one of {@link MESSAGES} with a local account. */
export function signMessage(account, chainId, escrow, primaryType, body) {
  return account.signTypedData({
    domain: { name: "Guildhall Task Escrow", version: "1", chainId, verifyingContract: escrow },
    types: { [primaryType]: MESSAGES[primaryType] },
    primaryType,
    message: body,
  });
}
