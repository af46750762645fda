package io.guildhall.user.account;

import io.guildhall.user.account.User.Registration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Users in the states that tests begin from. */
final class UserFixture {
    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    static final EthereumAddress ADDRESS =
            new EthereumAddress("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");

    private UserFixture() {}

    static User passwordUser() {
        return user("{hash}", null);
    }

    static User walletUser() {
        return user(null, ADDRESS);
    }

    static User user(@Nullable String passwordHash, @Nullable EthereumAddress address) {
        User user =
                User.register(
                        new Registration(
                                42,
                                new Username("Lin_42"),
                                passwordHash,
                                new EmailAddress("lin@example.org"),
                                null,
                                address,
                                "en",
                                "2026-11"),
                        NOW);
        user.forgetEvents();
        return user;
    }
}
