// Loaded when a wallet is first used. Named imports from one module of our own, so that the rest of viem is left out.
export { createClient, custom, getAddress, hexToString, http, numberToHex, stringToHex } from 'viem';
export { estimateGas, getBalance, sendTransaction, waitForTransactionReceipt } from 'viem/actions';
export { createSiweMessage } from 'viem/siwe';
