package io.guildhall.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.gateway.GatewayScenario;
import io.guildhall.localstack.infrastructure.RedisServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@DirtiesContext
@TestPropertySource(
        properties = {
            "guildhall.edge.trusted-proxies=127.0.0.0/8",
            "guildhall.limits.address.per-minute=6",
            "guildhall.limits.address.burst=5",
        })
class RedisOutageIT extends GatewayScenario {
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired private RedisServer redis;
    @Autowired private MeterRegistry meters;

    @AfterEach
    void redisRuns() {
        redis.resume();
        redis.start();
    }

    @Test
    void withoutRedisRequestsPassQuicklyAndAreMetered() {
        String address = newAddress();
        assertThat(from(address, "/api/v1/site").statusCode()).isEqualTo(200);
        redis.kill();
        double before = unchecked();

        long start = System.nanoTime();
        for (int i = 0; i < 60; i++) {
            assertThat(from(address, "/api/v1/site").statusCode()).isEqualTo(200);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(unchecked()).isGreaterThanOrEqualTo(before + 60);

        redis.start();
        String another = newAddress();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(from(another, "/api/v1/site").statusCode())
                                        .isEqualTo(429));
    }

    @Test
    void hangingRedisHoldsUpAFewRequestsOnly() {
        String address = newAddress();
        assertThat(from(address, "/api/v1/site").statusCode()).isEqualTo(200);
        redis.pause();

        long start = System.nanoTime();
        for (int i = 0; i < 60; i++) {
            assertThat(from(address, "/api/v1/site").statusCode()).isEqualTo(200);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
    }

    private double unchecked() {
        return meters.counter("guildhall.gateway.limits.unchecked").count();
    }

    private HttpResponse<String> from(String address, String path) {
        return read(path, "X-Forwarded-For", address);
    }

    private static String newAddress() {
        return "203.0.113." + ADDRESSES.incrementAndGet();
    }
}
