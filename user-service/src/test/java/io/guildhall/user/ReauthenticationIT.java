package io.guildhall.user;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.RecordedPhoneCodes;
import io.guildhall.user.testing.UserServiceTest;
import io.guildhall.user.testing.Wallet;
import io.guildhall.user.testing.WalletMessages;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whoever finds a session open can neither keep its account nor lock the owner out, by whatever door. */
@UserServiceTest
class ReauthenticationIT {
    private static final String ME = "/api/v1/me";

    /** Doors of the own account that change no way in, or that ask for a proof of another kind. */
    private static final List<String> OTHERS =
            List.of(
                    "PUT " + ME + "/settings",
                    "POST " + ME + "/publisher",
                    "POST " + ME + "/verification-requests",
                    // Ends sessions; their owner logs in again.
                    "DELETE " + ME + "/sessions",
                    "DELETE " + ME + "/sessions/{id}",
                    // Mails once more to the address that waits; a proof was asked for when it
                    // began to.
                    "POST " + ME + "/email-verification",
                    // Takes a code of the secret that only who gave the proof has seen.
                    "POST " + ME + "/second-factor/confirmation",
                    // Takes the token out of the service's log.
                    "POST " + ME + "/system-admin");

    @Autowired private People people;
    @Autowired private RecordedPhoneCodes phones;
    @Autowired private Throttle throttle;
    @Autowired private JdbcClient database;
    @Autowired private TransactionOperations transaction;
    @Autowired private MeterRegistry meters;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    /**
     * A door that changes a way in.
     *
     * @param request all that it needs but the password, in a field of that name
     */
    record Door(
            String name,
            String field,
            BiFunction<ReauthenticationIT, Browser, Map<String, Object>> request) {
        Door(String name, BiFunction<ReauthenticationIT, Browser, Map<String, Object>> request) {
            this(name, "password", request);
        }

        Answer call(Browser person, Map<String, Object> request) {
            int space = name.indexOf(' ');
            return person.send(name.substring(0, space), name.substring(space + 1), request);
        }

        Answer call(Browser person, Map<String, Object> request, String password) {
            Map<String, Object> whole = new HashMap<>(request);
            whole.put(field, password);
            return call(person, whole);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Door> doors() {
        return List.of(
                new Door("PATCH " + ME, (test, person) -> Map.of("username", Browser.freshName())),
                new Door(
                        "PUT " + ME + "/password",
                        "currentPassword",
                        (test, person) -> Map.of("newPassword", "cobalt-lantern-88")),
                new Door(
                        "POST " + ME + "/email",
                        (test, person) -> Map.of("email", person.username() + "@example.net")),
                new Door("POST " + ME + "/phone", ReauthenticationIT::codeForPhone),
                new Door("DELETE " + ME + "/phone", (test, person) -> Map.of()),
                new Door(
                        "POST " + ME + "/wallet",
                        (test, person) -> WalletMessages.signed(person, Wallet.create())),
                new Door("DELETE " + ME + "/wallet", (test, person) -> Map.of()),
                new Door("POST " + ME + "/second-factor", (test, person) -> Map.of()),
                new Door(
                        "DELETE " + ME + "/second-factor",
                        (test, person) ->
                                Map.of("code", person.addSecondFactor().recoveryCodes().get(0))));
    }

    private Map<String, Object> codeForPhone(Browser person) {
        String phone = "+86139%08d".formatted(person.id() % 100_000_000);
        person.post("/api/v1/auth/phone-codes", Map.of("phone", phone)).expect(202);
        return Map.of("phone", phone, "code", phones.code(phone));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void takesThePassword(Door door) {
        Browser person = people.player();
        Map<String, Object> request = door.request().apply(this, person);

        Answer missing = door.call(person, request).expect(400, "password-wrong");
        door.call(person, request, "not-" + PASSWORD).expect(400, "password-wrong");

        assertThat(missing.json().at("/errors/0/field").asString()).isEqualTo(door.field());
        Answer done = door.call(person, request, PASSWORD);
        assertThat(done.status()).as(done.body()).isBetween(200, 204);
    }

    /** Where there is no password to ask for, only a login of just now tells an owner from who found the session open. */
    @ParameterizedTest
    @MethodSource("doors")
    void takesALoginOfJustNowWhereThereIsNoPassword(Door door) {
        Browser person = people.player();
        Map<String, Object> request = door.request().apply(this, person);
        database.sql("update User set password = null where user_id = ?")
                .param(person.id())
                .update();

        loggedInBefore(person, 11);
        door.call(person, request).expect(403, "login-too-old");

        loggedInBefore(person, 9);
        Answer done = door.call(person, request);
        assertThat(done.status()).as(done.body()).isBetween(200, 204);
    }

    private void loggedInBefore(Browser person, int minutes) {
        database.sql(
                        """
                        update Session set created_at = utc_timestamp(6) - interval ? minute
                        where user_id = ?""")
                .param(minutes)
                .param(person.id())
                .update();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void takesSoManyGuessesAndNoMore(Door door) {
        Browser person = people.player();
        Map<String, Object> request = door.request().apply(this, person);
        for (int guesses = 0; guesses < 10; guesses++) {
            throttle.require(Throttled.REAUTHENTICATION, Long.toString(person.id()));
        }

        door.call(person, request, PASSWORD).expect(429, "too-many-attempts");
    }

    /** A thief who has the old password asks at the moment in which its owner changes it. */
    @ParameterizedTest
    @MethodSource("doors")
    void takesNoPasswordThatIsChangedMeanwhile(Door door) {
        Browser owner = people.player();
        Map<String, Object> request = door.request().apply(this, owner);
        Timer hashes = meters.timer("guildhall.password.hash");
        CompletableFuture<Answer> theft =
                transaction.execute(
                        status -> {
                            database.sql("select user_id from User where user_id = ? for update")
                                    .param(owner.id())
                                    .query(Long.class)
                                    .single();
                            long before = hashes.count();
                            CompletableFuture<Answer> asked =
                                    CompletableFuture.supplyAsync(
                                            () -> door.call(owner, request, PASSWORD));
                            // It is right at this moment; what follows waits for the row.
                            await().until(() -> hashes.count() > before);
                            database.sql(
                                            """
                                            update User set password = '$argon2id$another'
                                            where user_id = ?""")
                                    .param(owner.id())
                                    .update();
                            return asked;
                        });

        theft.join().expect(400, "password-wrong");
    }

    /** Whatever is added to the own account is added here: to the doors, or to the others with a reason. */
    @Test
    void everyChangeOfTheOwnAccountIsKnownHere() {
        List<String> changes =
                mappings.getHandlerMethods().keySet().stream()
                        .flatMap(
                                mapping ->
                                        mapping.getMethodsCondition().getMethods().stream()
                                                .flatMap(
                                                        method ->
                                                                mapping.getPatternValues().stream()
                                                                        .map(
                                                                                path ->
                                                                                        method + " "
                                                                                                + path)))
                        .filter(name -> name.contains(" " + ME) && !name.startsWith("GET "))
                        .toList();

        assertThat(changes)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(doors().stream().map(Door::name), OTHERS.stream()).toList());
    }
}
