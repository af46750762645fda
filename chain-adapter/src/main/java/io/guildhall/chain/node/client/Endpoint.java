package io.guildhall.chain.node.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One address of a node, and when it was last seen failing. */
final class Endpoint {
    private final URI url;
    private volatile Instant restsUntil = Instant.MIN;
    private volatile boolean chainSeen;

    Endpoint(URI url) {
        this.url = url;
    }

    URI url() {
        return url;
    }

    /** Without what may be a password or a key of a provider. */
    String name() {
        return url.getHost() + ":" + url.getPort();
    }

    boolean rests(Clock clock) {
        return clock.instant().isBefore(restsUntil);
    }

    void failed(Clock clock, Duration cooldown) {
        restsUntil = clock.instant().plus(cooldown);
        // Whoever comes back may be another.
        chainSeen = false;
    }

    void answered() {
        restsUntil = Instant.MIN;
    }

    boolean chainSeen() {
        return chainSeen;
    }

    void seeChain() {
        chainSeen = true;
    }
}
