package io.guildhall.user.account;

import java.util.Optional;

/** Proofs of an Ethereum address that somebody signed for a moment ago, without having an account yet. */
public interface WalletTickets {
    /**
     * Uses a ticket up.
     *
     * @return the address that it proves, or empty when it is unknown, used or too old
     */
    Optional<EthereumAddress> redeem(String ticket);
}
