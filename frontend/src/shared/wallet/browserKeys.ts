// Loaded when a browser-made wallet is made or signs.
export { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
