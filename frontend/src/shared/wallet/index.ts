export { connectedWallet, sendCall, signTyped, walletAddress } from './connection';
export { dismissWalletNotice, walletNotice, type WalletNotice } from './notice';
export { watchTransaction, type TransactionEnd } from './transactions';
export type { SignedMessage } from './signIn';
export { default as BrowserWalletPanel } from './BrowserWalletPanel.vue';
export { default as WalletConnect } from './WalletConnect.vue';
export { default as WalletSigner } from './WalletSigner.vue';
