import { readonly, shallowRef } from 'vue';
import { fetchSite, type TypedData } from '@/shared/api';
import { PageProblem } from '@/shared/problems';
import { openVault, storedVault, storeVault, type Vault } from './browserVault';
import type { Provider } from './provider';
import { typedText } from './typedText';

/** What the browser-made wallet asks its person; answered by `BrowserWalletDialog`. */
export type BrowserPrompt =
  | { kind: 'create'; done: (vault: Vault | null) => void }
  | {
      kind: 'sign';
      address: string;
      message: string;
      /** Signs when the passphrase is right, and throws when it is not, so that it can be typed again. */
      sign: (passphrase: string) => Promise<void>;
      refuse: () => void;
    };

export const browserPrompt = shallowRef<BrowserPrompt | null>(null);

const vault = shallowRef<Vault | null>(storedVault());

/** The wallet that this browser has; null before one is made. */
export const browserVault = readonly(vault);

class Refusal extends Error {
  readonly code = 4001;
}

export function keepVault(made: Vault | null): void {
  storeVault(made);
  vault.value = made;
}

function create(): Promise<Vault | null> {
  return new Promise((resolve) => {
    browserPrompt.value = {
      kind: 'create',
      done: (made) => {
        browserPrompt.value = null;
        resolve(made);
      },
    };
  });
}

type Account = ReturnType<(typeof import('./browserKeys'))['privateKeyToAccount']>;

function sign(message: string, work: (account: Account) => Promise<string>): Promise<string> {
  const held = vault.value;
  if (held === null) {
    throw new PageProblem('wallet-locked');
  }
  return new Promise((resolve, reject) => {
    browserPrompt.value = {
      kind: 'sign',
      address: held.address,
      message,
      sign: async (passphrase) => {
        const { privateKeyToAccount } = await import('./browserKeys');
        const signature = await work(privateKeyToAccount(await openVault(held, passphrase)));
        browserPrompt.value = null;
        resolve(signature);
      },
      refuse: () => {
        browserPrompt.value = null;
        reject(new Refusal('refused to sign'));
      },
    };
  });
}

async function signText(data: `0x${string}`): Promise<string> {
  const { hexToString } = await import('./ethereum');
  const message = hexToString(data);
  return sign(message, (account) => account.signMessage({ message }));
}

function signTyped(text: string): Promise<string> {
  const typed = JSON.parse(text) as TypedData;
  const { domain, types, primaryType, message } = typed;
  return sign(typedText(typed), (account) =>
    account.signTypedData({
      domain: { ...domain, verifyingContract: domain.verifyingContract as `0x${string}` },
      types: { [primaryType]: types[primaryType] ?? [] },
      primaryType,
      message,
    }),
  );
}

async function connect(): Promise<string[]> {
  const held = vault.value ?? (await create());
  if (held === null) {
    throw new Refusal('refused to connect');
  }
  return [held.address];
}

/**
 * A wallet that this browser has made: it signs, so it can be linked, take tasks on and be paid. It sends no transactions, since it has
 * nothing to pay gas with; its key can be exported into a wallet that does.
 */
export const browserProvider: Provider = {
  request: async ({ method, params = [] }) => {
    switch (method) {
      case 'eth_requestAccounts':
        return connect();
      case 'eth_accounts':
        return vault.value === null ? [] : [vault.value.address];
      case 'eth_chainId':
        return `0x${(await fetchSite()).chainId.toString(16)}`;
      case 'wallet_switchEthereumChain':
        return null;
      case 'personal_sign':
        return signText(params[0] as `0x${string}`);
      case 'eth_signTypedData_v4':
        return signTyped(params[1] as string);
      case 'eth_sendTransaction':
        throw new PageProblem('wallet-cannot-send');
      default:
        throw new Error(`the browser-made wallet does not know ${method}`);
    }
  },
};
