import { describe, expect, it } from 'vitest';
import { ETH, formatAmount, formatShare, parseAmount, plainAmount, shareOf } from './amount';

const GOLD = { symbol: 'GOLD', decimals: 6 };

describe('amounts', () => {
  it('keeps every digit, and has the unit beside it', () => {
    expect(formatAmount('1', ETH)).toBe('0.000000000000000001\u00a0ETH');
    expect(formatAmount('79228162514264337593543950335', ETH)).toBe('79,228,162,514.264337593543950335\u00a0ETH');
    expect(formatAmount('1250000000', GOLD)).toBe('1,250\u00a0GOLD');
    expect(formatAmount('0', ETH)).toBe('0\u00a0ETH');
  });

  it('reads what was typed to the last digit', () => {
    expect(parseAmount('0.05', 18)).toEqual({ smallest: 50_000_000_000_000_000n });
    expect(parseAmount(' 79228162514.264337593543950335 ', 18)).toEqual({ smallest: (1n << 96n) - 1n });
    expect(parseAmount('1.500000', 1)).toEqual({ smallest: 15n });
    expect(plainAmount(50_000_000_000_000_000n, 18)).toBe('0.05');
  });

  it.each(['', '-1', '1e3', '1,5', '.5', '5.', 'abc', '0x10', '１'])('refuses %j', (text) => {
    expect(parseAmount(text, 18)).toEqual({ wrong: 'malformed' });
  });

  it('refuses a digit that the unit does not have', () => {
    expect(parseAmount('0.0000001', 6)).toEqual({ wrong: 'decimals' });
  });

  it('takes parts as the contract does: rounded down', () => {
    expect(shareOf('999', 250)).toBe(24n);
    expect(formatShare(250)).toBe('2.5%');
  });
});
