package io.guildhall.defaults.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.idempotency.IdempotencyTestApplication.Account;
import io.guildhall.defaults.idempotency.IdempotencyTestApplication.Gate;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.TestTokens;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.WithInfrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = IdempotencyTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=idempotency-test",
            "spring.profiles.active=local",
            "spring.grpc.server.enabled=false",
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "guildhall.outbox.relay=false"
        })
@WithInfrastructure(Infrastructure.MYSQL)
class IdempotencyIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SOMEBODY = TestTokens.player();
    private static final String SOMEBODY_ELSE = TestTokens.token(claims -> claims.subject("4711"));

    @LocalServerPort private int port;
    @Autowired private Account account;
    @Autowired private DataSource dataSource;
    @Autowired private IdempotencyKeys keys;

    private final String name = "account-" + UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void openGate() {
        account.close(Gate.open());
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndChangesNothing() throws Exception {
        HttpResponse<String> first = deposit(SOMEBODY, key, 5);
        deposit(SOMEBODY, UUID.randomUUID().toString(), 1);

        HttpResponse<String> second = deposit(SOMEBODY, key, 5);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(second.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(account.balance(name)).isEqualTo(6);
    }

    @Test
    void withoutAKeyEveryRequestCounts() throws Exception {
        deposit(SOMEBODY, null, 5);
        deposit(SOMEBODY, null, 5);

        assertThat(account.balance(name)).isEqualTo(10);
    }

    @Test
    void refusesTheKeyOfAnotherRequest() throws Exception {
        deposit(SOMEBODY, key, 5);

        HttpResponse<String> other = deposit(SOMEBODY, key, 6);

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("\"code\":\"idempotency-key-reused\"");
        assertThat(account.balance(name)).isEqualTo(5);
    }

    @Test
    void keysOfTwoUsersAreTwoKeys() throws Exception {
        deposit(SOMEBODY, key, 5);
        deposit(SOMEBODY_ELSE, key, 5);

        assertThat(account.balance(name)).isEqualTo(10);
    }

    @Test
    void refusesAKeyThatIsNone() throws Exception {
        for (String bad : List.of("seven77", "x".repeat(101), "two words")) {
            assertThat(deposit(SOMEBODY, bad, 5).statusCode()).as(bad).isEqualTo(400);
        }

        assertThat(account.balance(name)).isZero();
    }

    @Test
    void takesKeysOfEightToAHundredCharacters() throws Exception {
        String eight = key.substring(0, 8);
        String hundred = key + "x".repeat(100 - key.length());

        assertThat(deposit(SOMEBODY, eight, 5).statusCode()).isEqualTo(201);
        assertThat(deposit(SOMEBODY, hundred, 5).statusCode()).isEqualTo(201);
        assertThat(deposit(SOMEBODY, hundred, 5).statusCode()).isEqualTo(201);

        assertThat(account.balance(name)).isEqualTo(10);
    }

    @Test
    void keepsNoAnswerOfAMethodThatDoesNotAskForIt() throws Exception {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = post("/reckless-deposits", SOMEBODY, key, 5);

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
        }

        assertThat(account.balance(name)).isEqualTo(10);
    }

    /** Else one header would make a stream stand still, and a file fill the memory. */
    @Test
    void aStreamIsNotHeldBackByAKeyThatItDoesNotAskFor() throws Exception {
        Gate gate = Gate.closed();
        account.close(gate);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/statements"))
                        .header("Authorization", "Bearer " + SOMEBODY)
                        .header("Idempotency-Key", key)
                        .build();
        var answer = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        gate.awaitArrival();

        try (InputStream body = answer.get(10, TimeUnit.SECONDS).body()) {
            assertThat(new String(body.readNBytes(12), UTF_8)).isEqualTo("first half, ");
            gate.opened().countDown();
            assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("second half");
        }
    }

    @Test
    void aSecondRequestIsToldThatTheFirstRuns() throws Exception {
        Gate gate = Gate.closed();
        account.close(gate);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> first = threads.submit(() -> deposit(SOMEBODY, key, 5));
            gate.awaitArrival();

            HttpResponse<String> second = deposit(SOMEBODY, key, 5);
            gate.opened().countDown();

            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(second.body()).contains("\"code\":\"request-in-progress\"");
            assertThat(first.get().statusCode()).isEqualTo(201);
        }
        assertThat(account.balance(name)).isEqualTo(5);
    }

    @Test
    void ofManyAtOnceOneHasItsEffect() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(() -> deposit(SOMEBODY, key, 5)));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                statuses.add(answer.get().statusCode());
            }
        }

        assertThat(statuses).contains(201).isSubsetOf(201, 409);
        assertThat(account.balance(name)).isEqualTo(5);
    }

    @Test
    void aRefusalThatChangedNothingGivesTheKeyBack() throws Exception {
        assertThat(deposit(SOMEBODY, key, -5).body()).contains("amount-not-positive");

        assertThat(deposit(SOMEBODY, key, 5).statusCode()).isEqualTo(201);
        assertThat(account.balance(name)).isEqualTo(5);
    }

    /** What failed passes, such as an outage while the answer was read; that something was done stays. */
    @Test
    void aFailureAfterTheEffectIsNotRunAgainAndNotTheAnswerForEver() throws Exception {
        assertThat(deposit(SOMEBODY, key, 13).statusCode()).isEqualTo(500);

        HttpResponse<String> second = deposit(SOMEBODY, key, 13);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("\"code\":\"request-already-done\"");
        assertThat(account.balance(name)).isEqualTo(13);
    }

    @Test
    void afterACrashBeforeTheEffectTheRequestRunsOnceTheClaimHasExpired() throws Exception {
        deposit(SOMEBODY, key, 5);
        crash("committed = FALSE");
        jdbc().sql("DELETE FROM Account WHERE id = ?").param(name).update();
        assertThat(deposit(SOMEBODY, key, 5).body()).contains("request-in-progress");

        expireClaim();

        assertThat(deposit(SOMEBODY, key, 5).statusCode()).isEqualTo(201);
        assertThat(account.balance(name)).isEqualTo(5);
    }

    @Test
    void afterACrashBehindTheEffectTheRequestIsNotRunAgain() throws Exception {
        deposit(SOMEBODY, key, 5);
        crash("committed = committed");
        expireClaim();

        HttpResponse<String> second = deposit(SOMEBODY, key, 5);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("\"code\":\"request-already-done\"");
        assertThat(account.balance(name)).isEqualTo(5);
    }

    @Test
    void anAttemptThatSleptBeyondItsClaimCannotCommit() throws Exception {
        Gate gate = Gate.closed();
        account.close(gate);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> sleeper = threads.submit(() -> deposit(SOMEBODY, key, 5));
            gate.awaitArrival();
            account.close(Gate.open());
            expireClaim();

            assertThat(deposit(SOMEBODY, key, 5).statusCode()).isEqualTo(201);
            gate.opened().countDown();

            assertThat(sleeper.get().statusCode()).isEqualTo(409);
        }
        assertThat(account.balance(name)).isEqualTo(5);
        assertThat(deposit(SOMEBODY, key, 5).statusCode()).isEqualTo(201);
    }

    @Test
    void ofTwoThatTakeOverADeadAttemptOneWins() {
        Claim dead = new Claim(1, key);
        keys.claim(dead, "f");
        expireClaim();
        Claim first = new Claim(1, key);
        Claim second = new Claim(1, key);

        assertThat(keys.claim(first, "f")).isEmpty();
        assertThatThrownBy(() -> keys.claim(second, "f"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("request-in-progress"));
        assertThatThrownBy(() -> keys.commit(dead)).isInstanceOf(ProblemException.class);
    }

    /** Leaves the row as a process that died without storing its answer does. */
    private void crash(String state) {
        jdbc().sql(
                        "UPDATE IdempotencyKey SET status = NULL, "
                                + state
                                + " WHERE idempotency_key = ?")
                .param(key)
                .update();
    }

    private void expireClaim() {
        jdbc().sql(
                        """
                        UPDATE IdempotencyKey SET claimed_until = CURRENT_TIMESTAMP(6) - INTERVAL 1 SECOND
                        WHERE idempotency_key = ?""")
                .param(key)
                .update();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    private HttpResponse<String> deposit(String token, @Nullable String withKey, int amount)
            throws IOException, InterruptedException {
        return post("/deposits", token, withKey, amount);
    }

    private HttpResponse<String> post(
            String path, String token, @Nullable String withKey, int amount)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"account\":\"%s\",\"amount\":%d}"
                                                .formatted(name, amount)));
        if (withKey != null) {
            request.header("Idempotency-Key", withKey);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
