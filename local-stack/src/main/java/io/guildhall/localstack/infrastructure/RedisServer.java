package io.guildhall.localstack.infrastructure;

/** Redis, with many logical databases. */
public final class RedisServer extends DelegatingServer {
    /** As many logical databases there are. */
    public static final int DATABASES = 1024;

    RedisServer(Server server) {
        super(server);
    }
}
