import { isWebPage, linksOf } from '@/shared/format';
import type { Fault } from './useForm';

const USERNAME = /^\p{L}[\p{L}\p{M}\p{Nd}_-]*$/u;
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const PHONE = /^\+?[\d\s()-]{6,24}$/;
const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const CODE = /^\d{6}$/;

const USERNAME_MIN = 3;
const USERNAME_MAX = 20;
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;
const EMAIL_MAX = 254;

function letters(text: string): number {
  return [...text].length;
}

export function required(value: string): string | null {
  return value.trim() === '' ? 'required' : null;
}

export function username(value: string): string | null {
  const length = letters(value);
  if (length === 0) {
    return 'required';
  }
  if (length < USERNAME_MIN) {
    return 'too-short';
  }
  if (length > USERNAME_MAX) {
    return 'too-long';
  }
  return USERNAME.test(value) ? null : 'malformed';
}

export function email(value: string): string | null {
  const text = value.trim();
  if (text === '') {
    return 'required';
  }
  return EMAIL.test(text) && text.length <= EMAIL_MAX ? null : 'malformed';
}

export function phone(value: string): string | null {
  const text = value.trim();
  if (text === '') {
    return 'required';
  }
  return PHONE.test(text) ? null : 'malformed';
}

/** An account of the chain, or nothing. */
export function optionalAddress(value: string): string | null {
  const text = value.trim();
  return text === '' || ADDRESS.test(text) ? null : 'malformed';
}

/** Six digits, as sent by text message or shown by an authenticator. */
export function digits(value: string): string | null {
  if (value.trim() === '') {
    return 'required';
  }
  return CODE.test(value.trim()) ? null : 'malformed';
}

/** What the page can know of a password; the list of common ones is the server's. */
export function password(value: string, personal: readonly string[] = []): string | null {
  const length = letters(value);
  if (length === 0) {
    return 'required';
  }
  if (length < PASSWORD_MIN) {
    return 'too-short';
  }
  if (length > PASSWORD_MAX) {
    return 'too-long';
  }
  const lower = value.toLowerCase();
  return personal.some((text) => text !== '' && text.toLowerCase() === lower) ? 'personal' : null;
}

/** For text with one link in each line. */
export function links(max: number): (value: string) => string | Fault | null {
  return (value) => {
    const found = linksOf(value);
    if (found.length > max) {
      return { code: 'links-count', limits: { max: String(max) } };
    }
    return found.every(isWebPage) ? null : 'link-format';
  };
}
