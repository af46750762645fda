package io.guildhall.user.wallet;

import io.guildhall.user.account.EthereumAddress;
import io.guildhall.user.account.WalletTickets;
import io.guildhall.user.secret.RandomToken;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tickets kept under the hash of what the bearer holds. */
@Component
class OneTimeWalletTickets implements WalletTickets {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String KIND = "wallet-ticket";

    private final OneTimeValues tickets;

    OneTimeWalletTickets(OneTimeValues tickets) {
        this.tickets = tickets;
    }

    /** A ticket for somebody who has just proved an address. */
    RandomToken issue(EthereumAddress address) {
        RandomToken ticket = RandomToken.create();
        tickets.put(KIND, ticket.hash(), address.value(), LIFETIME);
        return ticket;
    }

    @Override
    public Optional<EthereumAddress> redeem(String ticket) {
        return tickets.take(KIND, RandomToken.hash(ticket)).map(EthereumAddress::new);
    }
}
