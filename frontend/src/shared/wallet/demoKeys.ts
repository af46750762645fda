// Loaded when the demo wallet signs, and on no other site than the local stack.
export { mnemonicToAccount } from 'viem/accounts';
