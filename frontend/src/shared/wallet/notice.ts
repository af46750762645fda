import { readonly, shallowRef } from 'vue';

/** What the wallet did by itself, until the person has read it. */
export type WalletNotice = { kind: 'changed'; address: string } | { kind: 'gone' };

const state = shallowRef<WalletNotice | null>(null);

/** Stands apart from the connection, so that the shell can show it without loading wallets. */
export const walletNotice = readonly(state);

export function tellWalletNotice(notice: WalletNotice): void {
  state.value = notice;
}

export function dismissWalletNotice(): void {
  state.value = null;
}
