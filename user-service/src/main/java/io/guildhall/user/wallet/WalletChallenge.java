package io.guildhall.user.wallet;

import java.time.Instant;

/**
 * What somebody has to sign, field by field of EIP-4361, to prove that an address is theirs.
 *
 * @param nonce good once, until {@code expirationTime}
 * @param domain authority of this site
 * @param uri this site
 * @param chainId EIP-155 number
 * @param statement what the person reads in the wallet
 * @param issuedAt to the millisecond
 * @param version of EIP-4361
 */
public record WalletChallenge(
        String nonce,
        String domain,
        String uri,
        int chainId,
        String statement,
        Instant issuedAt,
        Instant expirationTime,
        String version) {}
