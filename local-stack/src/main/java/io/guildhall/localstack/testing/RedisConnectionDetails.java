package io.guildhall.localstack.testing;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

record RedisConnectionDetails(int port, int database) implements DataRedisConnectionDetails {
    @Override
    public Standalone getStandalone() {
        return Standalone.of("127.0.0.1", port, database);
    }
}
