import { computed, readonly, ref, shallowRef } from 'vue';
import type { ChainCall, TypedData } from '@/shared/api';
import { shortAddress } from '@/shared/format';
import { PageProblem } from '@/shared/problems';
import { dismissWalletNotice, tellWalletNotice } from './notice';
import { ask, type WalletOption } from './provider';

const option = shallowRef<WalletOption | null>(null);
const account = ref<string | null>(null);
const chain = ref<number | null>(null);
let stopListening: () => void = () => undefined;

export const connectedWallet = readonly(option);
export const walletAddress = readonly(account);
export const walletChain = readonly(chain);
export const walletConnected = computed(() => account.value !== null);

async function checksummed(address: unknown): Promise<string> {
  const { getAddress } = await import('./ethereum');
  return getAddress(String(address));
}

function listen(wallet: WalletOption): void {
  const accountsChanged = async (accounts: readonly string[]): Promise<void> => {
    const [first] = accounts;
    if (first === undefined) {
      disconnectWallet();
      tellWalletNotice({ kind: 'gone' });
      return;
    }
    const address = await checksummed(first);
    if (address !== account.value) {
      account.value = address;
      tellWalletNotice({ kind: 'changed', address });
    }
  };
  const chainChanged = (id: string): void => {
    chain.value = Number(id);
  };
  const { provider } = wallet;
  provider.on?.('accountsChanged', accountsChanged);
  provider.on?.('chainChanged', chainChanged);
  stopListening = () => {
    provider.removeListener?.('accountsChanged', accountsChanged);
    provider.removeListener?.('chainChanged', chainChanged);
  };
}

/** Lets the page see the wallet's address. This is no sign-in. */
export async function connectWallet(wallet: WalletOption): Promise<void> {
  const accounts = await ask(wallet.provider, 'eth_requestAccounts');
  const first: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
  if (first === undefined) {
    throw new PageProblem('wallet-locked');
  }
  const id = await ask(wallet.provider, 'eth_chainId');
  stopListening();
  account.value = await checksummed(first);
  chain.value = Number(id);
  option.value = wallet;
  dismissWalletNotice();
  listen(wallet);
}

export function disconnectWallet(): void {
  stopListening();
  stopListening = () => undefined;
  option.value = null;
  account.value = null;
  chain.value = null;
}

function connected(): { wallet: WalletOption; address: string } {
  if (option.value === null || account.value === null) {
    throw new PageProblem('wallet-locked');
  }
  return { wallet: option.value, address: account.value };
}

/** The connected account, which has to be this one. */
function connectedAs(expected: string): { wallet: WalletOption; address: string } {
  const found = connected();
  if (found.address.toLowerCase() !== expected.toLowerCase()) {
    throw new PageProblem('wallet-other-account', {
      actual: shortAddress(found.address),
      expected: shortAddress(expected),
    });
  }
  return found;
}

/** Has the connected account sign a text (EIP-191). */
export async function signText(message: string): Promise<string> {
  const { wallet, address } = connected();
  const { stringToHex } = await import('./ethereum');
  return String(await ask(wallet.provider, 'personal_sign', [stringToHex(message), address]));
}

/** Has an account sign a typed message (EIP-712). Wallets refuse one for another chain, so the chain is switched first. */
export async function signTyped(typed: TypedData, signer: string): Promise<string> {
  const { wallet, address } = connectedAs(signer);
  await useChain(typed.domain.chainId);
  return String(await ask(wallet.provider, 'eth_signTypedData_v4', [address, JSON.stringify(typed)]));
}

/** Has the wallet go to a chain, when it is on another one. */
export async function useChain(id: number): Promise<void> {
  const { wallet } = connected();
  if (chain.value === id) {
    return;
  }
  await ask(wallet.provider, 'wallet_switchEthereumChain', [{ chainId: `0x${id.toString(16)}` }]);
  chain.value = Number(await ask(wallet.provider, 'eth_chainId'));
  if (chain.value !== id) {
    throw new PageProblem('wallet-chain', { actual: String(chain.value), expected: String(id) });
  }
}

/** Has the wallet sign and send a transaction; gives its hash as soon as it was sent. */
export async function sendCall(call: ChainCall, chainId: number): Promise<string> {
  const { wallet, address } = connectedAs(call.from);
  await useChain(chainId);
  const transaction = {
    from: address,
    to: call.to,
    value: `0x${BigInt(call.value).toString(16)}`,
    data: call.data,
  };
  return String(await ask(wallet.provider, 'eth_sendTransaction', [transaction]));
}
