import { shallowRef } from 'vue';
import { fetchTaskEscrow, type TypedData } from '@/shared/api';
import { ETH, formatAmount } from '@/shared/format';
import type { Provider } from './provider';
import { typedText } from './typedText';

/** What the demo wallet asks its person; answered by `DemoWalletDialog`. */
export type DemoPrompt =
  | { kind: 'connect'; accounts: readonly DemoAccount[]; answer: (address: string | null) => void }
  | { kind: 'sign' | 'send'; address: string; message: string; answer: (agreed: boolean) => void };

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

/** What `eth_sendTransaction` takes. */
interface WantedTransaction {
  to: `0x${string}`;
  value?: `0x${string}`;
  data?: `0x${string}`;
}

/** What a page may read of the chain through its wallet. */
const READS = new Set([
  'eth_call',
  'eth_getBalance',
  'eth_getTransactionReceipt',
  'eth_getTransactionByHash',
  'eth_getTransactionCount',
  'eth_getBlockByNumber',
  'eth_blockNumber',
  'eth_getLogs',
]);

async function nodeUrl(): Promise<string> {
  const { rpcUrl } = await fetchTaskEscrow();
  if (!rpcUrl) {
    throw new Error('no node is known to this site');
  }
  return rpcUrl;
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

  async function agree(kind: 'sign' | 'send', address: string, message: string): Promise<void> {
    if (!(await prompt<boolean>((answer) => ({ kind, address, message, answer })))) {
      throw new Refusal(`refused to ${kind}`);
    }
  }

  async function signTyped(address: string, text: string): Promise<string> {
    const typed = JSON.parse(text) as TypedData;
    await agree('sign', address, typedText(typed));
    // The library derives the domain's type itself; what it does not know of must not be there.
    const { domain, types, primaryType, message } = typed;
    const own = { [primaryType]: types[primaryType] ?? [] };
    return (await keyOf(address)).signTypedData({
      domain: { ...domain, verifyingContract: domain.verifyingContract as `0x${string}` },
      types: own,
      primaryType,
      message,
    });
  }

  async function send(wanted: WantedTransaction & { from: string }): Promise<string> {
    const { createClient, estimateGas, http, sendTransaction } = await import('./ethereum');
    const { from, to, data } = wanted;
    const value = BigInt(wanted.value ?? 0);
    await agree('send', from, `to: ${to}\nvalue: ${formatAmount(value, ETH)}\ndata: ${data ?? '0x'}`);
    const client = createClient({ account: await keyOf(from), transport: http(await nodeUrl()) });
    const call = { to, value, ...(data ? { data } : {}) };
    // At the next block: the contract lets nobody out in the block that opened a task.
    const gas = await estimateGas(client, { ...call, account: client.account, blockTag: 'pending' });
    return sendTransaction(client, { ...call, gas: (gas * 12n) / 10n, chain: null });
  }

  async function read(method: string, params: readonly unknown[]): Promise<unknown> {
    const { createClient, http } = await import('./ethereum');
    const client = createClient({ transport: http(await nodeUrl()) });
    return client.request({ method, params } as never);
  }

  async function sign(data: `0x${string}`, address: string): Promise<string> {
    const { hexToString } = await import('./ethereum');
    const message = hexToString(data);
    await agree('sign', address, message);
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
        case 'eth_signTypedData_v4':
          return signTyped(params[0] as string, params[1] as string);
        case 'eth_sendTransaction':
          return send(params[0] as WantedTransaction & { from: string });
        case 'wallet_switchEthereumChain':
          return null;
        default:
          if (READS.has(method)) {
            return read(method, params);
          }
          throw new Error(`the demo wallet does not know ${method}`);
      }
    },
  };
}
