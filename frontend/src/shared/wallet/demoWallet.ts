import { shallowRef } from 'vue';
import type { Provider } from './provider';

/** What the demo wallet asks its person; answered by `DemoWalletDialog`. */
export type DemoPrompt =
  | { kind: 'connect'; accounts: readonly DemoAccount[]; answer: (address: string | null) => void }
  | { kind: 'sign'; address: string; message: string; answer: (agreed: boolean) => void };

export interface DemoAccount {
  address: string;
  label: string;
}

export const demoPrompt = shallowRef<DemoPrompt | null>(null);

/** The development node's own mnemonic, published with every such node: it protects nothing and is no secret. */
const PUBLIC_TEST_MNEMONIC = 'test test test test test test test test test test test junk';
const ACCOUNTS_OF_THE_NODE = 10;

class Refusal extends Error {
  readonly code = 4001;
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function prompt<Answer>(make: (answer: (value: Answer) => void) => DemoPrompt): Promise<Answer> {
  return new Promise((resolve) => {
    demoPrompt.value = make((value) => {
      demoPrompt.value = null;
      resolve(value);
    });
  });
}

async function keyOf(address: string) {
  const { mnemonicToAccount } = await import('./demoKeys');
  for (let index = 0; index < ACCOUNTS_OF_THE_NODE; index += 1) {
    const account = mnemonicToAccount(PUBLIC_TEST_MNEMONIC, { addressIndex: index });
    if (same(account.address, address)) {
      return account;
    }
  }
  throw new Error(`not an account of the development node: ${address}`);
}

/** A wallet in the page, for the local stack only: it asks like a real one and signs with the node's public keys. */
export function makeDemoProvider(accounts: readonly DemoAccount[], chainId: number): Provider {
  let connected: string | null = null;

  async function connect(): Promise<string[]> {
    connected = await prompt<string | null>((answer) => ({ kind: 'connect', accounts, answer }));
    if (connected === null) {
      throw new Refusal('refused to connect');
    }
    return [connected];
  }

  async function sign(data: `0x${string}`, address: string): Promise<string> {
    const { hexToString } = await import('./ethereum');
    const message = hexToString(data);
    if (!(await prompt<boolean>((answer) => ({ kind: 'sign', address, message, answer })))) {
      throw new Refusal('refused to sign');
    }
    return (await keyOf(address)).signMessage({ message });
  }

  return {
    request: async ({ method, params = [] }) => {
      switch (method) {
        case 'eth_requestAccounts':
          return connect();
        case 'eth_accounts':
          return connected === null ? [] : [connected];
        case 'eth_chainId':
          return `0x${chainId.toString(16)}`;
        case 'personal_sign':
          return sign(params[0] as `0x${string}`, params[1] as string);
        default:
          throw new Error(`the demo wallet does not know ${method}`);
      }
    },
  };
}
