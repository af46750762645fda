package io.guildhall.chain.node.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** One address of a node: whether it serves, or rests because it failed. */
final class Endpoint {
    private final URI url;
    private boolean serves = true;
    private boolean chainSeen;
    private boolean lookedAt;
    private Instant restsUntil = Instant.MIN;

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

    /** Whether it answered when it was asked last. One that nobody has asked yet serves too. */
    synchronized boolean serves() {
        return serves;
    }

    synchronized void failed(Instant now, Duration cooldown) {
        serves = false;
        restsUntil = now.plus(cooldown);
        // Whoever comes back may be another.
        chainSeen = false;
    }

    synchronized void answered() {
        serves = true;
    }

    synchronized boolean chainSeen() {
        return chainSeen;
    }

    synchronized void seeChain() {
        chainSeen = true;
    }

    /** True for one caller after each rest, who then looks whether it is back and says so by {@link #endLook()}. */
    synchronized boolean beginLook(Instant now) {
        if (serves || lookedAt || now.isBefore(restsUntil)) {
            return false;
        }
        lookedAt = true;
        return true;
    }

    synchronized void endLook() {
        lookedAt = false;
    }
}
