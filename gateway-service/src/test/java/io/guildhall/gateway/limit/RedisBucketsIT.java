package io.guildhall.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.gateway.GatewayScenario;
import io.guildhall.gateway.limit.LimitProperties.Allowance;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Two replicas, one Redis. */
class RedisBucketsIT extends GatewayScenario {
    /** So slow that nothing comes back while the test runs. */
    private static final int PER_MINUTE = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired private LettuceConnectionFactory redis;

    private RedisBuckets one;
    private RedisBuckets other;

    @BeforeEach
    void start() {
        one = replica();
        other = replica();
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void replicasShareABucketUpToWhatIsUntold() {
        Allowance allowance = new Allowance(PER_MINUTE, 100);
        String key = UUID.randomUUID().toString();

        int passed = 0;
        for (int i = 0; i < 150; i++) {
            passed += isAllowed(i % 2 == 0 ? one : other, allowance, key) ? 1 : 0;
        }

        // A twentieth of the bucket for each of the two, and one that may have come back.
        assertThat(passed).isBetween(100, 111);
    }

    @Test
    void smallBucketIsExact() {
        Allowance allowance = new Allowance(PER_MINUTE, 10);
        String key = UUID.randomUUID().toString();

        int passed = 0;
        for (int i = 0; i < 40; i++) {
            passed += isAllowed(i % 2 == 0 ? one : other, allowance, key) ? 1 : 0;
        }

        assertThat(passed).isEqualTo(10);
    }

    @Test
    void busyClientCostsFewRoundTrips() {
        Allowance allowance = new Allowance(PER_MINUTE, 1_000);
        String key = UUID.randomUUID().toString();
        assertThat(isAllowed(one, allowance, key)).isTrue();
        long before = commands();

        for (int i = 0; i < 300; i++) {
            assertThat(isAllowed(one, allowance, key)).isTrue();
        }

        assertThat(commands() - before).isLessThan(100);
    }

    private RedisBuckets replica() {
        Allowance unused = new Allowance(PER_MINUTE, 1);
        return new RedisBuckets(redis, new LimitProperties(true, PATIENCE, unused, unused, unused));
    }

    private static boolean isAllowed(RedisBuckets replica, Allowance allowance, String key) {
        return replica.draw(Limit.USER, allowance, key).blockOptional().orElseThrow().isConsumed();
    }

    private long commands() {
        try (RedisConnection connection = redis.getConnection()) {
            Properties stats = connection.serverCommands().info("stats");
            return Long.parseLong(stats.getProperty("total_commands_processed"));
        }
    }
}
