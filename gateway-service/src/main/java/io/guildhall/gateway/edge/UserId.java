package io.guildhall.gateway.edge;

import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/** The user on whose behalf a request came, once a token was verified; kept on the request for the log. */
public final class UserId {
    private static final String ATTRIBUTE = UserId.class.getName();

    private UserId() {}

    /** The user, when the request carried a good token. */
    public static Optional<String> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(ATTRIBUTE));
    }

    /** Remembers whose token was verified. */
    public static void remember(ServerWebExchange exchange, String userId) {
        exchange.getAttributes().put(ATTRIBUTE, userId);
    }
}
