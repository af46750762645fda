import { PageProblem } from '@/shared/problems';

/** EIP-1193: what a wallet offers to a page. */
export interface Provider {
  request(call: { method: string; params?: readonly unknown[] }): Promise<unknown>;
  on?(event: string, listener: (value: never) => void): unknown;
  removeListener?(event: string, listener: (value: never) => void): unknown;
}

/** A wallet that a person can choose. */
export interface WalletOption {
  id: string;
  name: string;
  /** Drawn by the wallet itself: only `data:image/` addresses are shown. */
  icon: string | null;
  /** Whether it is the local stack's, with keys that everybody knows. */
  demo: boolean;
  /** Whether it lives in this browser only, made by this site. */
  own?: boolean;
  provider: Provider;
}

const REFUSED = 4001;
const PENDING = -32002;
const UNKNOWN_CHAIN = 4902;
const NO_FUNDS = /insufficient funds|exceeds the balance|exceeds balance/i;

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(message).slice(0, 160);
}

function detailOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'details' in error ? String(error.details) : '';
}

/** Asks the wallet; every way in which it can say no becomes a problem that the page can explain and recover from. */
export async function ask(provider: Provider, method: string, params: readonly unknown[] = []): Promise<unknown> {
  try {
    return await provider.request({ method, params });
  } catch (error) {
    const code = codeOf(error);
    if (code === REFUSED) {
      throw new PageProblem('wallet-refused');
    }
    if (code === PENDING) {
      throw new PageProblem('wallet-pending');
    }
    if (code === UNKNOWN_CHAIN) {
      throw new PageProblem('wallet-chain-unknown');
    }
    if (error instanceof PageProblem) {
      throw error;
    }
    if (NO_FUNDS.test(reasonOf(error)) || NO_FUNDS.test(detailOf(error))) {
      throw new PageProblem('wallet-funds');
    }
    throw new PageProblem('wallet-failed', { reason: reasonOf(error) });
  }
}
