package io.guildhall.defaults.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** What an issuer's address, and strangers with tokens, can cause. */
class PublishedKeysTest {
    private static final String KEYS = new JWKSet(TestTokens.KEY.toPublicJWK()).toString();

    private final AtomicInteger fetches = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer issuer;
    private final JwtDecoder decoder;

    PublishedKeysTest() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.setExecutor(threads);
        decoder =
                AccessTokenDecoders.decoder(
                        AccessTokenDecoders.published(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + issuer.getAddress().getPort()
                                                + "/keys")),
                        "guildhall",
                        Clock.systemUTC());
    }

    @BeforeEach
    void open() {
        issuer.start();
    }

    @AfterEach
    void close() {
        end.countDown();
        issuer.stop(0);
        threads.close();
    }

    @Test
    void fetchesTheKeysOnceForManyTokens() {
        issuer.createContext("/keys", exchange -> answer(exchange, KEYS));

        for (int i = 0; i < 10; i++) {
            assertThat(decoder.decode(TestTokens.player()).getSubject()).isEqualTo("42");
        }

        assertThat(fetches).hasValue(1);
    }

    @Test
    void doesNotFetchForEachKeyThatNobodyKnows() {
        issuer.createContext("/keys", exchange -> answer(exchange, KEYS));

        for (int i = 0; i < 50; i++) {
            String stranger =
                    TestTokens.signed(
                            TestTokens.header("unknown-" + i).build(),
                            TestTokens.claims(_ -> {}),
                            TestTokens.signer(TestTokens.KEY));
            assertThatThrownBy(() -> decoder.decode(stranger)).isInstanceOf(BadJwtException.class);
        }

        assertThat(fetches).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void readsNoKeySetWithoutEnd() {
        issuer.createContext("/keys", exchange -> answer(exchange, KEYS + " ".repeat(64 * 1024)));

        assertOutage();
    }

    @Test
    void doesNotWaitForAnIssuerThatGivesNoAnswer() {
        issuer.createContext("/keys", _ -> waitForTheEnd());

        assertTimeoutPreemptively(Duration.ofSeconds(20), this::assertOutage);
    }

    private void assertOutage() {
        assertThatThrownBy(() -> decoder.decode(TestTokens.player()))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }

    private void waitForTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        fetches.incrementAndGet();
        byte[] bytes = body.getBytes(UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
