package io.guildhall.chain.sending;

import java.math.BigInteger;
import java.time.Duration;

/** Settings of the sender for tests that need no server. */
final class SendingFixture {
    static final BigInteger MOST_GAS = BigInteger.valueOf(2_000_000);

    private SendingFixture() {}

    static SendingProperties properties() {
        return new SendingProperties(
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                BigInteger.TEN,
                16,
                MOST_GAS);
    }
}
