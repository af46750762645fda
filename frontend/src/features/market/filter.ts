import type { Token } from '@/shared/api';
import { ETH, parseAmount } from '@/shared/format';
import type { Order, PublicStatus, TaskFilter } from './queries';

export const STATUSES = ['PUBLISHED', 'CLAIMED', 'COMPLETED', 'EXPIRED'] as const satisfies readonly PublicStatus[];
export const ORDERS = ['newest', 'reward', 'deadline'] as const satisfies readonly Order[];

/** What stands in the address. Amounts are in whole units there, as people write them. */
export const NAMES = ['q', 'status', 'token', 'min', 'max', 'tag', 'sort'] as const;
export type Address = Record<(typeof NAMES)[number], string>;

function smallest(text: string, decimals: number): string | null {
  const amount = parseAmount(text, decimals);
  return 'smallest' in amount ? String(amount.smallest) : null;
}

/** The token that amounts of the address are in: a range without a token is a range of ETH. */
export function unitOf(token: string, tokens: readonly Token[]): { symbol: string; decimals: number } {
  return tokens.find(({ address }) => (address ?? 'ETH').toLowerCase() === (token || 'ETH').toLowerCase()) ?? ETH;
}

/** What is asked of the server for an address. What makes no sense in it is left out, so that every link shows something. */
export function filterOf(address: Address, tokens: readonly Token[]): TaskFilter {
  const { decimals } = unitOf(address.token, tokens);
  const status = STATUSES.find((known) => known === address.status);
  const sort = ORDERS.find((known) => known === address.sort);
  const min = smallest(address.min, decimals);
  const max = smallest(address.max, decimals);
  const token = /^(?:ETH|0x[0-9a-f]{40})$/i.test(address.token) ? address.token : null;
  return {
    ...(address.q ? { q: address.q.slice(0, 100) } : {}),
    // "All" has to be said: what opens is what can be taken on.
    ...(address.status === 'all' ? {} : { status: status ?? 'PUBLISHED' }),
    ...(token ? { token } : {}),
    ...(min ? { minReward: min } : {}),
    ...(max ? { maxReward: max } : {}),
    ...(address.tag ? { tag: address.tag.slice(0, 30) } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** What is wrong with an amount of the form; null for an empty one. */
export function amountFault(text: string, decimals: number): string | null {
  if (text.trim() === '') {
    return null;
  }
  const amount = parseAmount(text, decimals);
  return 'wrong' in amount ? `amount-${amount.wrong}` : null;
}
