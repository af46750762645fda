import { PageProblem } from '@/shared/problems';

/** A private key, encrypted by a passphrase. What is stored, and what a backup file holds. */
export interface Vault {
  version: 1;
  address: string;
  kdf: { name: 'PBKDF2'; hash: 'SHA-256'; iterations: number; salt: string };
  cipher: { name: 'AES-GCM'; iv: string };
  data: string;
}

const STORED_AS = 'guildhall.browser-wallet';
/** OWASP's figure for PBKDF2 with SHA-256 (Password Storage Cheat Sheet, 2023). */
const ITERATIONS = 600_000;
/** Fewer make guessing cheap, more lock the page up: a backup file from elsewhere is held to both. */
const ITERATIONS_TAKEN = { min: 100_000, max: 10_000_000 };
const KEY = /^0x[0-9a-f]{64}$/;

const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const decode = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** Browsers encrypt on pages with TLS and on the own machine only. */
export const canEncrypt = (): boolean => typeof crypto !== 'undefined' && 'subtle' in crypto;

async function keyFrom(passphrase: string, kdf: Vault['kdf']): Promise<CryptoKey> {
  const text = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', text, kdf.name, false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: kdf.name, hash: kdf.hash, iterations: kdf.iterations, salt: decode(kdf.salt) },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** The address is authenticated together with the key, so that a file cannot show one and sign with another. */
const boundTo = (address: string) => new TextEncoder().encode(address.toLowerCase());

/** Makes a new account; its key leaves this function encrypted only. */
export async function makeVault(passphrase: string): Promise<Vault> {
  const { generatePrivateKey, privateKeyToAccount } = await import('./browserKeys');
  const key = generatePrivateKey();
  const { address } = privateKeyToAccount(key);
  const kdf: Vault['kdf'] = { name: 'PBKDF2', hash: 'SHA-256', iterations: ITERATIONS, salt: encode(random(16)) };
  const iv = random(12);
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: boundTo(address) },
    await keyFrom(passphrase, kdf),
    new TextEncoder().encode(key),
  );
  return {
    version: 1,
    address,
    kdf,
    cipher: { name: 'AES-GCM', iv: encode(iv) },
    data: encode(new Uint8Array(data)),
  };
}

/** The key. A wrong passphrase is a {@link PageProblem}. */
export async function openVault(vault: Vault, passphrase: string): Promise<`0x${string}`> {
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: decode(vault.cipher.iv), additionalData: boundTo(vault.address) },
      await keyFrom(passphrase, vault.kdf),
      decode(vault.data),
    );
    return new TextDecoder().decode(plain) as `0x${string}`;
  } catch {
    throw new PageProblem('passphrase-wrong');
  }
}

function isVault(value: unknown): value is Vault {
  const vault = value as Partial<Vault> | null;
  return (
    typeof vault === 'object' &&
    vault?.version === 1 &&
    typeof vault.address === 'string' &&
    typeof vault.data === 'string' &&
    vault.kdf?.name === 'PBKDF2' &&
    vault.kdf.hash === 'SHA-256' &&
    typeof vault.kdf.salt === 'string' &&
    vault.kdf.iterations >= ITERATIONS_TAKEN.min &&
    vault.kdf.iterations <= ITERATIONS_TAKEN.max &&
    vault.cipher?.name === 'AES-GCM' &&
    typeof vault.cipher.iv === 'string'
  );
}

export function readVault(text: string): Vault | null {
  try {
    const value: unknown = JSON.parse(text);
    return isVault(value) ? value : null;
  } catch {
    return null;
  }
}

/** Takes a backup over after it was opened once, so that nobody relies on a file that they cannot open. */
export async function restoreVault(text: string, passphrase: string): Promise<Vault> {
  const vault = readVault(text);
  if (vault === null) {
    throw new PageProblem('backup-invalid');
  }
  const { privateKeyToAccount } = await import('./browserKeys');
  const key = await openVault(vault, passphrase);
  if (!KEY.test(key) || privateKeyToAccount(key).address.toLowerCase() !== vault.address.toLowerCase()) {
    throw new PageProblem('backup-invalid');
  }
  return vault;
}

export function storedVault(): Vault | null {
  try {
    return readVault(localStorage.getItem(STORED_AS) ?? '');
  } catch {
    return null;
  }
}

/** Keeps the vault in this browser; null forgets it. */
export function storeVault(vault: Vault | null): void {
  try {
    if (vault === null) {
      localStorage.removeItem(STORED_AS);
    } else {
      localStorage.setItem(STORED_AS, JSON.stringify(vault));
    }
  } catch {
    throw new PageProblem('storage-refused');
  }
}
