package io.guildhall.user.wallet;

/** The texts that wallets show, as a page composes them from a challenge. */
final class WalletMessages {
    private WalletMessages() {}

    static String text(WalletChallenge challenge, String address) {
        return """
        %s wants you to sign in with your Ethereum account:
        %s

        %s

        URI: %s
        Version: %s
        Chain ID: %d
        Nonce: %s
        Issued At: %s
        Expiration Time: %s"""
                .formatted(
                        challenge.domain(),
                        address,
                        challenge.statement(),
                        challenge.uri(),
                        challenge.version(),
                        challenge.chainId(),
                        challenge.nonce(),
                        challenge.issuedAt(),
                        challenge.expirationTime());
    }
}
