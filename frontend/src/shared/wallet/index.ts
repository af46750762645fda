export { connectedWallet, walletAddress } from './connection';
export { dismissWalletNotice, walletNotice, type WalletNotice } from './notice';
export type { SignedMessage } from './signIn';
export { default as WalletSigner } from './WalletSigner.vue';
