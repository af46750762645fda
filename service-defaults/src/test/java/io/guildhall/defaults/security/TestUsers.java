package io.guildhall.defaults.security;

import java.time.Clock;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** Somebody is logged in, without a server. */
public final class TestUsers {
    private TestUsers() {}

    public static UserContext context() {
        return new UserContext(
                AccessTokenDecoders.decoder(TestTokens.keys(), "guildhall", Clock.systemUTC()));
    }

    /** Makes the token's user the user of this thread, until the context is cleared. */
    public static void logIn(String token) {
        SecurityContextHolder.setContext(new SecurityContextImpl(context().verify(token)));
    }
}
