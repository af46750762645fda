import type { Receipt, TaskEscrow, TaskStatus, TaskView } from '@/shared/api';
import { connectedWallet } from '@/shared/wallet';

/** One thing that a reader can believe after it was checked here, or should not. */
export interface Check {
  name: 'words' | 'content' | 'policy' | 'key' | 'contract' | 'chain';
  /** `unknown`: it could not be checked here. */
  outcome: 'good' | 'bad' | 'unknown';
}

const NO_ADDRESS = '0x0000000000000000000000000000000000000000';

/** `ITaskEscrow.Terms`, after the publisher, as the contract hashes them. */
const KEY_OF = [
  { type: 'address' },
  {
    type: 'tuple',
    components: [
      { name: 'content', type: 'bytes32' },
      { name: 'token', type: 'address' },
      { name: 'reward', type: 'uint96' },
      { name: 'appealArbiter', type: 'address' },
      { name: 'policy', type: 'uint256' },
    ],
  },
] as const;

const STATE_OF = [
  {
    type: 'function',
    name: 'stateOf',
    stateMutability: 'view',
    inputs: [{ name: 'task', type: 'bytes32' }],
    outputs: [
      {
        name: 'state',
        type: 'tuple',
        components: [
          { name: 'status', type: 'uint8' },
          { name: 'worker', type: 'address' },
          { name: 'openedIn', type: 'uint256' },
          { name: 'clock', type: 'uint256' },
          { name: 'round', type: 'uint256' },
          { name: 'ruledShare', type: 'uint256' },
        ],
      },
    ],
  },
] as const;

/** The statuses as the contract numbers them; 0 is for what was never funded or has ended. */
const ON_CHAIN: readonly TaskStatus[] = [
  'OPEN',
  'CLAIMED',
  'SUBMITTED',
  'REVISION_ASKED',
  'DISPUTED',
  'RULED',
  'APPEALED',
];

type Hex = `0x${string}`;

const same = (one: string | null | undefined, other: string | null | undefined): boolean =>
  (one ?? NO_ADDRESS).toLowerCase() === (other ?? NO_ADDRESS).toLowerCase();

/** The small numbers of the terms: `Policy.sol`, least significant bit first. */
export function unpackPolicy(policy: string) {
  const word = BigInt(policy);
  const bits = (from: bigint, count: bigint) => Number((word >> from) & ((1n << count) - 1n));
  return {
    maxRevisions: bits(0n, 8n),
    defaultShare: bits(8n, 16n),
    feeRate: bits(24n, 16n),
    appealWindow: bits(40n, 24n),
    reviewWindow: bits(64n, 24n),
    workWindow: bits(88n, 24n),
    claimDeadline: bits(112n, 32n),
    taskId: String((word >> 144n) & ((1n << 64n) - 1n)),
  };
}

/** SHA-256 of a text's UTF-8 form; null where the browser has no cryptography, as on pages without TLS. */
export async function sha256(text: string): Promise<string | null> {
  if (!('subtle' in crypto)) {
    return null;
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `0x${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The key that names a task on the chain, computed from what the receipt says. */
export async function keyOf({ publisher, terms }: Receipt): Promise<string> {
  const { encodeAbiParameters, keccak256 } = await import('./ethereum');
  const encoded = encodeAbiParameters(KEY_OF, [
    publisher as Hex,
    {
      content: terms.content as Hex,
      token: (terms.token ?? NO_ADDRESS) as Hex,
      reward: BigInt(terms.reward),
      appealArbiter: (terms.appealArbiter ?? NO_ADDRESS) as Hex,
      policy: BigInt(terms.policy),
    },
  ]);
  return keccak256(encoded);
}

/** Whether what the page shows is what was agreed. */
function saysTheSame(task: TaskView, content: string): boolean {
  try {
    const { name, description, criteria } = JSON.parse(content) as Partial<TaskView>;
    return (
      name === task.name &&
      description === task.description &&
      JSON.stringify(criteria) === JSON.stringify(task.criteria)
    );
  } catch {
    return false;
  }
}

function promisesTheSame(task: TaskView, { terms }: Receipt): boolean {
  const policy = unpackPolicy(terms.policy);
  const deadline = task.claimDeadline ? Math.floor(new Date(task.claimDeadline).getTime() / 1000) : null;
  return (
    terms.reward === task.reward &&
    same(terms.token, task.token?.address) &&
    policy.taskId === task.id &&
    policy.maxRevisions === task.maxRevisions &&
    policy.reviewWindow === task.reviewWindow &&
    policy.workWindow === task.workWindow &&
    policy.claimDeadline === deadline &&
    policy.feeRate === task.escrow?.feeRate &&
    policy.defaultShare === task.escrow.defaultShare
  );
}

/** The status that the contract has for a key, by the site's node or by the reader's own wallet; null when neither can be asked. */
async function statusOnChain(key: string, contract: string, escrow: TaskEscrow): Promise<number | null> {
  const { createClient, custom, http, readContract } = await import('./ethereum');
  const wallet = connectedWallet.value;
  const transport =
    wallet && !wallet.own ? custom(wallet.provider as never) : escrow.rpcUrl ? http(escrow.rpcUrl) : null;
  if (transport === null) {
    return null;
  }
  try {
    const client = createClient({ transport });
    if (Number(await client.request({ method: 'eth_chainId' })) !== escrow.chainId) {
      return null;
    }
    const address = contract as Hex;
    const state = await readContract(client, { address, abi: STATE_OF, functionName: 'stateOf', args: [key as Hex] });
    return state.status;
  } catch {
    return null;
  }
}

function outcomeOf(good: boolean | null): Check['outcome'] {
  return good === null ? 'unknown' : good ? 'good' : 'bad';
}

/**
 * Checks in this browser what the server says of a task's money: the words hash to the content, the terms are those that the page shows,
 * both hash to the key, and the contract has that key in the status shown.
 */
export async function checkReceipt(task: TaskView, receipt: Receipt, escrow: TaskEscrow): Promise<Check[]> {
  const hashed = await sha256(receipt.content);
  const key = await keyOf(receipt);
  const keyFits = key === receipt.key && key === task.escrow?.key;
  const contractFits =
    receipt.contract !== null && same(receipt.contract, escrow.contract) && receipt.chainId === escrow.chainId;
  const found = contractFits && escrow.contract ? await statusOnChain(key, escrow.contract, escrow) : null;
  const funded = ON_CHAIN.includes(task.status);
  const expected = funded ? ON_CHAIN.indexOf(task.status) + 1 : 0;
  return [
    { name: 'words', outcome: outcomeOf(saysTheSame(task, receipt.content)) },
    { name: 'content', outcome: outcomeOf(hashed === null ? null : hashed === receipt.terms.content) },
    { name: 'policy', outcome: outcomeOf(promisesTheSame(task, receipt)) },
    { name: 'key', outcome: outcomeOf(keyFits) },
    { name: 'contract', outcome: outcomeOf(contractFits) },
    { name: 'chain', outcome: outcomeOf(found === null ? null : found === expected) },
  ];
}
