package io.guildhall.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.gateway.GatewayScenario;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@DirtiesContext
@TestPropertySource(
        properties = {
            // A busy machine shall not look like an outage of Redis.
            "guildhall.limits.patience=10s",
            "spring.data.redis.timeout=10s",
            "guildhall.edge.trusted-proxies=127.0.0.0/8",
            "guildhall.limits.address.per-minute=6",
            "guildhall.limits.address.burst=5",
            "guildhall.limits.user.per-minute=6",
            "guildhall.limits.user.burst=3",
            "guildhall.limits.auth.per-minute=6",
            "guildhall.limits.auth.burst=2",
        })
class LimitsIT extends GatewayScenario {
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired private MeterRegistry meters;

    @Test
    void addressIsToldWhereItStandsAndThenRefused() {
        String address = newAddress();
        for (int left = 4; left >= 0; left--) {
            HttpResponse<String> answer = from(address, "/api/v1/site");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "RateLimit-Limit")).isEqualTo("5");
            assertThat(header(answer, "RateLimit-Remaining")).isEqualTo(Integer.toString(left));
            assertThat(Integer.parseInt(header(answer, "RateLimit-Reset"))).isBetween(1, 50);
        }

        HttpResponse<String> refused = from(address, "/api/v1/site");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("\"code\":\"too-many-requests\"", "\"retryAfter\":");
        assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 10);
        assertThat(header(refused, "RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(refused, "Content-Security-Policy")).isNotEmpty();
        assertThat(from(newAddress(), "/api/v1/site").statusCode()).isEqualTo(200);
        assertThat(meters.counter("guildhall.gateway.limits.refused", "limit", "address").count())
                .isPositive();
    }

    @Test
    void loginHasASmallerBucketOfItsOwn() {
        String address = newAddress();
        assertThat(from(address, "/api/v1/auth/usernames/a").statusCode()).isEqualTo(200);
        assertThat(from(address, "/api/v1/auth/usernames/b").statusCode()).isEqualTo(200);

        assertThat(from(address, "/api/v1/auth/usernames/c").statusCode()).isEqualTo(429);
        assertThat(from(address, "/api/v1/site").statusCode()).isEqualTo(200);
    }

    @Test
    void userIsCountedAcrossAddresses() {
        String token = "Bearer " + ISSUER.tokenOf("limited");
        for (int i = 0; i < 3; i++) {
            assertThat(fromUser(token).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> refused = fromUser(token);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "RateLimit-Limit")).isEqualTo("3");
        assertThat(fromUser("Bearer " + ISSUER.tokenOf("another")).statusCode()).isEqualTo(200);
    }

    @Test
    void badTokensAreCountedToo() {
        String address = newAddress();
        for (int i = 0; i < 5; i++) {
            assertThat(withToken(address, "Bearer x").statusCode()).isEqualTo(401);
        }

        assertThat(withToken(address, "Bearer x").statusCode()).isEqualTo(429);
    }

    @Test
    void networkOfOneIpv6CustomerIsOneAddress() {
        for (int i = 1; i <= 5; i++) {
            assertThat(from("2001:db8:1:1::" + i, "/api/v1/site").statusCode()).isEqualTo(200);
        }

        assertThat(from("2001:db8:1:1::6", "/api/v1/site").statusCode()).isEqualTo(429);
        assertThat(from("2001:db8:1:2::6", "/api/v1/site").statusCode()).isEqualTo(200);
    }

    @Test
    void bucketFillsAgain() {
        String address = newAddress();
        while (from(address, "/api/v1/site").statusCode() == 200) {
            assertThat(address).isNotEmpty();
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(25))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> from(address, "/api/v1/site").statusCode() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs/user-service", "/.well-known/jwks.json", "/api/v1/none"})
    void everythingThatAServiceAnswersIsCounted(String path) {
        String address = newAddress();
        for (int i = 0; i < 5; i++) {
            assertThat(from(address, path).statusCode()).isNotEqualTo(429);
        }

        assertThat(from(address, path).statusCode()).isEqualTo(429);
    }

    @Test
    void pagesAreNotCounted() {
        String address = newAddress();
        for (int i = 0; i < 8; i++) {
            assertThat(from(address, "/assets/app-1a2b3c.js").statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> from(String address, String path) {
        return read(path, "X-Forwarded-For", address);
    }

    private HttpResponse<String> fromUser(String token) {
        return withToken(newAddress(), token);
    }

    private HttpResponse<String> withToken(String address, String token) {
        return read("/api/v1/me", "X-Forwarded-For", address, "Authorization", token);
    }

    private static String newAddress() {
        return "198.51.100." + ADDRESSES.incrementAndGet();
    }
}
