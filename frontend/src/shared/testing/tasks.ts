import type { TaskCard, TaskEscrow, TaskView } from '@/shared/api';

export const CONTRACT = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
export const WEI = { address: null, symbol: 'ETH', decimals: 18 };

export function escrow(change: Partial<TaskEscrow> = {}): TaskEscrow {
  return {
    chainId: 31337,
    contract: CONTRACT,
    domain: { name: 'Guildhall Task Escrow', version: '1' },
    rpcUrl: null,
    tokens: [WEI],
    feeRate: 250,
    defaultShare: 5000,
    appealWindow: 259_200,
    limits: {
      maxFeeRate: 1000,
      minWindow: 600,
      maxWindow: 7_776_000,
      maxClaimPeriod: 31_536_000,
      arbitrationWindow: 1_209_600,
      maxRevisions: 15,
    },
    confirmations: 1,
    paused: false,
    available: true,
    now: new Date().toISOString(),
    ...change,
  };
}

export function card(change: Partial<TaskCard> = {}): TaskCard {
  return {
    id: '900',
    name: '带新人过第三章',
    excerpt: '周末两小时。',
    reward: '50000000000000000',
    token: WEI,
    publisher: { id: '7', username: 'mira', verified: true },
    status: 'OPEN',
    publicStatus: 'PUBLISHED',
    mode: 'FIRST_COME',
    tags: ['带队'],
    claimDeadline: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    clockEndsAt: null,
    openedAt: '2026-11-20T08:00:00Z',
    pending: false,
    ...change,
  };
}

/** An open task on the market, as a guest sees it. */
export function task(change: Partial<TaskView> = {}): TaskView {
  return {
    ...card(),
    description: '周末两小时，**第三章**。',
    criteria: ['打完第三章', '全程语音'],
    createdAt: '2026-11-19T08:00:00Z',
    claimDeadline: '2026-12-01T00:00:00Z',
    reviewWindow: 259_200,
    workWindow: 86_400,
    maxRevisions: 2,
    round: 0,
    worker: null,
    workerAddress: null,
    clockEndsAt: new Date(Date.now() + 2 * 86_400_000).toISOString(),
    next: { actor: 'ANYBODY', verb: 'CLAIM' },
    pending: null,
    actions: [],
    escrow: null,
    secondFundings: [],
    creditedAccount: null,
    submissions: [],
    offers: [],
    dispute: null,
    refusalReason: null,
    asked: false,
    version: '3',
    ...change,
  };
}
