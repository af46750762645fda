// Loaded when a wallet is first used. Named imports from one module of our own, so that the rest of viem is left out.
export { getAddress, hexToString, stringToHex } from 'viem';
export { createSiweMessage } from 'viem/siwe';
