package io.guildhall.user.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.user.account.EthereumAddress;
import io.guildhall.user.secret.RandomToken;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneTimeWalletTicketsTest {
    private static final EthereumAddress ADDRESS = new EthereumAddress("0x" + "1".repeat(40));

    private final Map<String, String> kept = new HashMap<>();
    private final Map<String, Duration> lifetimes = new HashMap<>();
    private final OneTimeWalletTickets tickets = new OneTimeWalletTickets(new InMemoryValues());

    private final class InMemoryValues implements OneTimeValues {
        @Override
        public void put(String kind, String key, String value, Duration lifetime) {
            kept.put(key, value);
            lifetimes.put(key, lifetime);
        }

        @Override
        public Optional<String> take(String kind, String key) {
            return Optional.ofNullable(kept.remove(key));
        }
    }

    @Test
    void redeemsATicketOnce() {
        RandomToken ticket = tickets.issue(ADDRESS);

        assertThat(tickets.redeem(ticket.value())).contains(ADDRESS);
        assertThat(tickets.redeem(ticket.value())).isEmpty();
    }

    @Test
    void keepsTheHashOnlyAndForTenMinutes() {
        RandomToken ticket = tickets.issue(ADDRESS);

        assertThat(kept).containsOnlyKeys(ticket.hash());
        assertThat(lifetimes).containsEntry(ticket.hash(), Duration.ofMinutes(10));
    }

    @Test
    void redeemsNothingThatItDidNotIssue() {
        RandomToken ticket = tickets.issue(ADDRESS);

        assertThat(tickets.redeem(ticket.hash())).isEmpty();
        assertThat(tickets.redeem("")).isEmpty();
    }
}
