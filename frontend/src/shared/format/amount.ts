import { formatUnits } from 'viem/utils';
import { currentLocale } from '@/shared/i18n';

/** What an amount is counted in. */
export interface Unit {
  symbol: string;
  decimals: number;
}

export const ETH: Unit = { symbol: 'ETH', decimals: 18 };

/** The exact amount in whole units, without its unit, such as `0.05`; for fields. */
export function plainAmount(smallest: string | bigint, decimals: number): string {
  return formatUnits(BigInt(smallest), decimals);
}

/** The exact amount with its unit, such as `1,250.05 ETH`. No digit is ever rounded away. */
export function formatAmount(smallest: string | bigint, unit: Unit): string {
  const [whole = '0', fraction] = formatUnits(BigInt(smallest), unit.decimals).split('.');
  const grouped = new Intl.NumberFormat(currentLocale()).format(BigInt(whole));
  return `${fraction === undefined ? grouped : `${grouped}.${fraction}`}\u00a0${unit.symbol}`;
}

/**
 * The smallest units of what somebody typed, or what is wrong with it: `malformed`, or `decimals` when it has more of them than the unit.
 */
export function parseAmount(
  text: string,
  decimals: number,
): { smallest: bigint } | { wrong: 'malformed' | 'decimals' } {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) {
    return { wrong: 'malformed' };
  }
  const [, whole = '0', fraction = ''] = match;
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > decimals) {
    return { wrong: 'decimals' };
  }
  return { smallest: BigInt(whole + digits.padEnd(decimals, '0')) };
}

/** A part of an amount in basis points, rounded down as the contract does. */
export function shareOf(smallest: string | bigint, basisPoints: number): bigint {
  return (BigInt(smallest) * BigInt(basisPoints)) / 10_000n;
}

/** Basis points as percent, such as `2.5%`. */
export function formatShare(basisPoints: number): string {
  return new Intl.NumberFormat(currentLocale(), { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  );
}
