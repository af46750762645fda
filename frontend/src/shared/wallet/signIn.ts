import { api, unwrap, type WalletChallenge } from '@/shared/api';

/** A Sign-In with Ethereum message and its signature, as the server takes it. */
export interface SignedMessage {
  address: string;
  message: string;
  signature: string;
}

/** The EIP-4361 message that answers a challenge. */
export async function signInMessage(address: string, challenge: WalletChallenge): Promise<string> {
  const { createSiweMessage, getAddress } = await import('./ethereum');
  return createSiweMessage({
    address: getAddress(address),
    chainId: challenge.chainId,
    domain: challenge.domain,
    expirationTime: new Date(challenge.expirationTime),
    issuedAt: new Date(challenge.issuedAt),
    nonce: challenge.nonce,
    statement: challenge.statement,
    uri: challenge.uri,
    version: '1',
  });
}

export const fetchChallenge = (address: string): Promise<WalletChallenge> =>
  unwrap(api.POST('/api/v1/auth/wallet-challenges', { body: { address } }));
