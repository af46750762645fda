import { computed, readonly, ref, shallowRef } from 'vue';
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

/** Has the connected account sign a text (EIP-191). */
export async function signText(message: string): Promise<string> {
  const wallet = option.value;
  const address = account.value;
  if (wallet === null || address === null) {
    throw new PageProblem('wallet-locked');
  }
  const { stringToHex } = await import('./ethereum');
  return String(await ask(wallet.provider, 'personal_sign', [stringToHex(message), address]));
}
