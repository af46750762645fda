// Loaded when a receipt is checked or something is signed: named imports, so that the rest of viem is left out.
export { createClient, custom, encodeAbiParameters, http, keccak256 } from 'viem';
export { readContract } from 'viem/actions';
