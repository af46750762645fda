import {
  api,
  fetchTaskEscrow,
  newAttempt,
  unwrap,
  type TaskSchemas,
  type TaskView,
  type TypedData,
} from '@/shared/api';
import { PageProblem } from '@/shared/problems';
import { signTyped, walletAddress } from '@/shared/wallet';
import { fetchReceipt, keepTask } from './queries';
import { checkReceipt, keyOf, sha256 } from './receipt';

export type ConsentKind = TaskSchemas['ConsentKind'];

/** What somebody wants to agree to. */
export interface Wanted {
  kind: ConsentKind;
  reason?: string;
  submissionId?: string;
  /** The hash of what is handed in, computed here. */
  evidence?: string;
  share?: number;
  validUntil?: string;
}

const TASK = [
  ['task', 'bytes32'],
  ['openedIn', 'uint256'],
  ['worker', 'address'],
] as const;
const ROUND = ['round', 'uint256'] as const;
const REASON = ['reason', 'bytes32'] as const;

/** The messages of `EscrowSignatures.sol`: what a person signs here has exactly these fields. */
const MESSAGES: Record<ConsentKind, { type: string; fields: readonly (readonly [string, string])[] }> = {
  CLAIM: { type: 'Claim', fields: TASK },
  SUBMISSION: { type: 'Submission', fields: [...TASK, ROUND, ['evidence', 'bytes32']] },
  REVISION: { type: 'Revision', fields: [...TASK, ROUND, REASON] },
  ABANDONMENT: { type: 'Abandonment', fields: [...TASK, ROUND] },
  DISPUTE: { type: 'Dispute', fields: [...TASK, ROUND, REASON] },
  APPEAL: { type: 'Appeal', fields: [...TASK, REASON] },
  APPROVAL: { type: 'Approval', fields: TASK },
  SETTLEMENT: { type: 'Settlement', fields: [...TASK, ['share', 'uint256'], ['validUntil', 'uint256']] },
};

const at = (id: string) => ({ path: { id } });
const same = (one: string | null | undefined, other: string | null | undefined) =>
  one?.toLowerCase() === other?.toLowerCase();

/** The key of the task, computed here from a receipt that says what the page says; refuses to go on when anything does not match. */
async function trustedKey(task: TaskView): Promise<{ key: string; contract: string; chainId: number }> {
  const [receipt, escrow] = await Promise.all([fetchReceipt(task.id), fetchTaskEscrow()]);
  const checks = await checkReceipt(task, receipt, escrow);
  const wrong = checks.find(({ outcome }) => outcome === 'bad');
  if (wrong || escrow.contract === null || escrow.chainId === null) {
    throw new PageProblem('receipt-wrong');
  }
  return { key: await keyOf(receipt), contract: escrow.contract, chainId: escrow.chainId };
}

/**
 * Whether a message asks for a signature under what the person agreed to and nothing else. A server that is wrong, or that somebody has
 * taken over, does not get one.
 */
export async function isWhatWasAgreed(
  typed: TypedData,
  task: TaskView,
  wanted: Wanted,
  signer: string,
  trusted: { key: string; contract: string; chainId: number },
): Promise<boolean> {
  const { type, fields } = MESSAGES[wanted.kind];
  const { domain, message } = typed;
  const shape = (typed.types[type] ?? []).map((field) => `${field.type} ${field.name}`).join();
  const reason = wanted.reason === undefined ? null : await sha256(wanted.reason);
  return (
    typed.primaryType === type &&
    shape === fields.map(([name, kind]) => `${kind} ${name}`).join() &&
    domain.name === 'Guildhall Task Escrow' &&
    domain.version === '1' &&
    domain.chainId === trusted.chainId &&
    same(domain.verifyingContract, trusted.contract) &&
    same(message['task'], trusted.key) &&
    same(message['worker'], wanted.kind === 'CLAIM' ? signer : task.workerAddress) &&
    (message['round'] === undefined || Number(message['round']) === task.round) &&
    (wanted.evidence === undefined || same(message['evidence'], wanted.evidence)) &&
    (reason === null || same(message['reason'], reason)) &&
    (wanted.share === undefined || Number(message['share']) === wanted.share) &&
    (wanted.validUntil === undefined ||
      Number(message['validUntil']) === Math.floor(new Date(wanted.validUntil).getTime() / 1000))
  );
}

/**
 * From what somebody wants to a signature that is on its way to the chain.
 *
 * @param linked the account's address: only its signature counts
 * @param signing called when the wallet is asked
 */
export async function consent(
  task: TaskView,
  wanted: Wanted,
  linked: string,
  signing: (typed: TypedData) => void,
): Promise<void> {
  if (walletAddress.value === null) {
    throw new PageProblem('wallet-connect-first');
  }
  const trusted = await trustedKey(task);
  const { kind, reason, submissionId, share, validUntil } = wanted;
  const body = {
    kind,
    ...(reason === undefined ? {} : { reason }),
    ...(submissionId === undefined ? {} : { submissionId }),
    ...(share === undefined ? {} : { share }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
  const { consentId, typedData } = await unwrap(
    api.POST('/api/v1/tasks/{id}/consents', { params: at(task.id), body, headers: newAttempt() }),
  );
  if (!(await isWhatWasAgreed(typedData, task, wanted, linked, trusted))) {
    throw new PageProblem('consent-mismatch');
  }
  signing(typedData);
  const signature = await signTyped(typedData, linked);
  await keepTask(
    await unwrap(
      api.PUT('/api/v1/tasks/{id}/consents/{consentId}', {
        params: { path: { id: task.id, consentId } },
        body: { signature },
      }),
    ),
  );
}

/** Writes work down for its signature. What is signed is the hash of what was typed here. */
export async function handIn(task: TaskView, work: { text: string; links: string[]; fileIds: string[] }) {
  const { submissionId, evidence, canonical } = await unwrap(
    api.POST('/api/v1/tasks/{id}/submissions', { params: at(task.id), body: work, headers: newAttempt() }),
  );
  const hash = await sha256(canonical);
  const kept = JSON.parse(canonical) as { text?: unknown; links?: unknown };
  const honest =
    (hash === null || hash === evidence) &&
    kept.text === work.text &&
    JSON.stringify(kept.links) === JSON.stringify(work.links);
  if (!honest) {
    throw new PageProblem('consent-mismatch');
  }
  return { submissionId, evidence };
}

/** What somebody's own wallet may send without anybody's signature. */
export const CALLS = {
  APPROVAL: 'approve',
  CANCEL: 'cancel',
  LAPSE: 'lapse',
  REFUND: 'refund',
  RELEASE: 'release',
  EXECUTE_RULING: 'execute-ruling',
  EXECUTE_DEFAULT: 'execute-default',
} as const;
export type CallStep = keyof typeof CALLS;

export const prepareCall = (id: string, step: CallStep) =>
  unwrap(api.GET('/api/v1/tasks/{id}/calls/{verb}', { params: { path: { id, verb: CALLS[step] } } }));

/** Everything that one signed about a task, to keep: anybody may carry it to the chain. */
export const fetchSignatures = (id: string) => unwrap(api.GET('/api/v1/tasks/{id}/signatures', { params: at(id) }));
