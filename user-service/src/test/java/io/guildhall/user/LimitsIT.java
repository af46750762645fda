package io.guildhall.user;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static io.guildhall.user.testing.Browser.freshName;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.RecordedPhoneCodes;
import io.guildhall.user.testing.UserServiceTest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What cannot be tried for ever, and what only one of many can have. */
@UserServiceTest
class LimitsIT {
    @Autowired private Doors doors;
    @Autowired private RecordedPhoneCodes phones;

    @Test
    void stopsGuessesAtOnePassword() {
        String name = freshName();
        doors.browser().register(name, null);
        Browser guesser = doors.browser();
        for (int i = 0; i < 10; i++) {
            // Spelt anew each time: it is one name all the same.
            String spelling = i % 2 == 0 ? name : name.toUpperCase(Locale.ROOT);
            assertThat(guesser.logIn(spelling, "guess-number-" + i).status()).isEqualTo(401);
        }

        Answer stopped = guesser.logIn(name, PASSWORD);

        assertThat(stopped.status()).isEqualTo(429);
        assertThat(stopped.code()).isEqualTo("too-many-attempts");
        assertThat(stopped.json().get("retryAfter").asInt()).isPositive();
        assertThat(doors.browser().logIn(name, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void doesNotCountLoginsThatSucceed() {
        String name = freshName();
        Browser browser = doors.browser();
        browser.register(name, null);

        for (int i = 0; i < 12; i++) {
            assertThat(browser.logIn(name, PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void stopsGuessesAtAPhoneCode() {
        Browser browser = doors.browser();
        browser.register(freshName(), null);
        String phone = "+8613700137000";
        browser.post("/api/v1/auth/phone-codes", Map.of("phone", phone));
        String code = phones.code(phone);
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(usePhone(browser, phone, wrong).code()).isEqualTo("phone-code-invalid");
        }

        assertThat(usePhone(browser, phone, code).code()).isEqualTo("phone-code-invalid");
    }

    @Test
    void givesNewTriesWithANewPhoneCode() {
        Browser browser = doors.browser();
        browser.register(freshName(), null);
        String phone = "+8613700137001";
        browser.post("/api/v1/auth/phone-codes", Map.of("phone", phone)).expect(202);
        String first = phones.code(phone);
        for (int i = 0; i < 5; i++) {
            usePhone(browser, phone, first.equals("000000") ? "000001" : "000000");
        }

        browser.post("/api/v1/auth/phone-codes", Map.of("phone", phone)).expect(202);

        usePhone(browser, phone, phones.code(phone)).expect(200);
    }

    @RepeatedTest(5)
    void sendsACodeToAllWhoAskForTheFirstAtOnce() throws Exception {
        String phone = "+86137%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
        CyclicBarrier start = new CyclicBarrier(4);
        List<Callable<Answer>> calls =
                Collections.nCopies(
                        4,
                        () -> {
                            start.await();
                            return doors.browser()
                                    .post("/api/v1/auth/phone-codes", Map.of("phone", phone));
                        });

        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            assertThat(threads.invokeAll(calls).stream().map(LimitsIT::get).map(Answer::status))
                    .containsOnly(202);
        }
    }

    private static Answer usePhone(Browser browser, String phone, String code) {
        return browser.post(
                "/api/v1/me/phone", Map.of("phone", phone, "code", code, "password", PASSWORD));
    }

    @RepeatedTest(5)
    void givesANameToOneOfManyWhoWantItAtOnce() throws Exception {
        String name = freshName();
        List<Callable<Answer>> calls =
                IntStream.range(0, 6)
                        .<Callable<Answer>>mapToObj(
                                i ->
                                        () ->
                                                doors.browser()
                                                        .register(
                                                                i % 2 == 0
                                                                        ? name
                                                                        : name.toUpperCase(
                                                                                Locale.ROOT),
                                                                freshName() + "@example.org"))
                        .toList();

        List<Integer> statuses;
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            statuses =
                    threads.invokeAll(calls).stream()
                            .map(LimitsIT::get)
                            .map(Answer::status)
                            .toList();
        }

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    private static Answer get(Future<Answer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
