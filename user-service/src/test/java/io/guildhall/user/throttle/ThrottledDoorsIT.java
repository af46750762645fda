package io.guildhall.user.throttle;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.account.Passwords;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a limit is used up its doors are shut, each of them, and to nobody else. */
@UserServiceTest
class ThrottledDoorsIT {
    private static final String ADDRESS = "0x" + "1".repeat(40);
    private static final Map<String, String> SIGNED =
            Map.of("message", "not a message", "signature", "0x12");

    @Autowired private People people;
    @Autowired private Doors doors;
    @Autowired private JdbcClient database;
    @Autowired private Throttle throttle;

    /** A door, and whose tries it counts. */
    record Door(Throttled limit, Function<Browser, String> key, Function<Browser, Answer> call) {
        @Override
        public String toString() {
            return limit.name();
        }
    }

    static List<Door> doors() {
        return List.of(
                new Door(
                        Throttled.LOGIN,
                        b -> Passwords.canonical(b.username()) + '\n' + b.network(),
                        ThrottledDoorsIT::logInFromAnUnknownBrowser),
                new Door(
                        Throttled.LOGIN_IDENTIFIER,
                        b -> Passwords.canonical(b.username()),
                        ThrottledDoorsIT::logInFromAnUnknownBrowser),
                new Door(
                        Throttled.LOGIN_DEVICE,
                        b -> b.device().substring(0, b.device().indexOf('.')),
                        b -> b.logIn(b.username(), PASSWORD)),
                new Door(
                        Throttled.LOGIN_ADDRESS,
                        Browser::network,
                        b -> b.logIn(b.username(), PASSWORD)),
                ofUser(
                        Throttled.SECOND_FACTOR,
                        b ->
                                b.post(
                                        "/api/v1/me/second-factor/confirmation",
                                        Map.of("code", "000000"))),
                ofUser(
                        Throttled.SECOND_FACTOR,
                        b ->
                                b.send(
                                        "DELETE",
                                        "/api/v1/me/second-factor",
                                        Map.of("code", "000000", "password", PASSWORD))),
                ofUser(
                        Throttled.REAUTHENTICATION,
                        b ->
                                b.put(
                                        "/api/v1/me/password",
                                        Map.of(
                                                "currentPassword",
                                                PASSWORD,
                                                "newPassword",
                                                "cobalt-lantern-88"))),
                ofUser(
                        Throttled.REAUTHENTICATION,
                        b ->
                                b.post(
                                        "/api/v1/me/email",
                                        Map.of("email", mail(b), "password", PASSWORD))),
                ofAddress(Throttled.REGISTRATION, b -> b.register(Browser.freshName(), null)),
                ofAddress(Throttled.USERNAME_CHECK, b -> b.get("/api/v1/auth/usernames/lin")),
                new Door(
                        Throttled.RECOVERY,
                        b -> mail(b) + '\n' + b.network(),
                        ThrottledDoorsIT::recover),
                ofAddress(Throttled.RECOVERY_ADDRESS, ThrottledDoorsIT::recover),
                ofAddress(
                        Throttled.MAILED_TOKEN,
                        b -> b.post("/api/v1/auth/email-verifications", Map.of("token", "x"))),
                ofAddress(
                        Throttled.MAILED_TOKEN,
                        b ->
                                b.post(
                                        "/api/v1/auth/recoveries/completions",
                                        Map.of("token", "x", "password", PASSWORD))),
                new Door(
                        Throttled.PHONE_CODE,
                        ThrottledDoorsIT::phone,
                        ThrottledDoorsIT::askForPhoneCode),
                ofAddress(Throttled.PHONE_CODE_ADDRESS, ThrottledDoorsIT::askForPhoneCode),
                ofUser(Throttled.VERIFICATION_MAIL, b -> b.post("/api/v1/me/email-verification")),
                ofUser(
                        Throttled.VERIFICATION_MAIL,
                        b ->
                                b.post(
                                        "/api/v1/me/email",
                                        Map.of("email", mail(b), "password", PASSWORD))),
                new Door(
                        Throttled.VERIFICATION_ADDRESS,
                        b -> b.username() + "@example.org",
                        b -> b.post("/api/v1/me/email-verification")),
                new Door(
                        Throttled.VERIFICATION_ADDRESS,
                        ThrottledDoorsIT::mail,
                        b ->
                                b.post(
                                        "/api/v1/me/email",
                                        Map.of("email", mail(b), "password", PASSWORD))),
                ofAddress(Throttled.REFRESH, Browser::refresh),
                ofAddress(
                        Throttled.WALLET_CHALLENGE,
                        b -> b.post("/api/v1/auth/wallet-challenges", Map.of("address", ADDRESS))),
                ofAddress(
                        Throttled.WALLET_LOGIN,
                        b -> b.post("/api/v1/auth/wallet-sessions", SIGNED)),
                ofAddress(Throttled.WALLET_LOGIN, b -> b.post("/api/v1/me/wallet", SIGNED)),
                ofUser(
                        Throttled.BOOTSTRAP,
                        b -> b.post("/api/v1/me/system-admin", Map.of("token", "x"))));
    }

    private static Door ofAddress(Throttled limit, Function<Browser, Answer> call) {
        return new Door(limit, Browser::network, call);
    }

    private static Door ofUser(Throttled limit, Function<Browser, Answer> call) {
        return new Door(limit, b -> Long.toString(b.id()), call);
    }

    private static Answer logInFromAnUnknownBrowser(Browser browser) {
        browser.forgetDevice();
        return browser.logIn(browser.username(), PASSWORD);
    }

    private static String mail(Browser browser) {
        return browser.username() + "@example.net";
    }

    private static String phone(Browser browser) {
        return "+86138%08d".formatted(browser.id() % 100_000_000);
    }

    private static Answer recover(Browser browser) {
        return browser.post(
                "/api/v1/auth/recoveries", Map.of("email", mail(browser), "locale", "en"));
    }

    private static Answer askForPhoneCode(Browser browser) {
        return browser.post("/api/v1/auth/phone-codes", Map.of("phone", phone(browser)));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void isShutToWhoTriedTooOften(Door door) {
        Browser person = people.player();
        Browser somebodyElse = people.player();
        useUp(door.limit(), door.key().apply(person));

        Answer refused = door.call().apply(person).expect(429, "too-many-attempts");

        assertThat(refused.json().path("retryAfter").asInt()).isPositive();
        assertThat(door.call().apply(somebodyElse).status()).isNotEqualTo(429);
    }

    /** Else anybody could keep an owner out, for as long as they like, by guessing from a few networks. */
    @Test
    void strangersWhoGuessDoNotKeepTheOwnersBrowserOut() {
        Browser owner = people.player();
        useUp(Throttled.LOGIN_IDENTIFIER, Passwords.canonical(owner.username()));

        doors.browser().logIn(owner.username(), PASSWORD).expect(429, "too-many-attempts");
        owner.logIn(owner.username(), PASSWORD).expect(200);
        owner.logIn(owner.username() + "@example.org", PASSWORD).expect(200);
    }

    @Test
    void aBrowserThatIsKnownToOneAccountIsAStrangerToOthers() {
        Browser owner = people.player();
        Browser stranger = people.player();
        useUp(Throttled.LOGIN_IDENTIFIER, Passwords.canonical(owner.username()));

        stranger.logIn(owner.username(), PASSWORD).expect(429, "too-many-attempts");
    }

    @Test
    void aKnownBrowserMayNotGuessForEver() {
        Browser owner = people.player();
        for (int tries = 0; tries < Throttled.LOGIN_DEVICE.usual().times(); tries++) {
            owner.logIn(owner.username(), "guess-number-" + tries).expect(401);
        }

        owner.logIn(owner.username(), PASSWORD).expect(429, "too-many-attempts");
    }

    @Test
    void codesOfASecondFactorAreCountedAtTheLoginToo() {
        Browser person = people.player();
        String code = person.addSecondFactor().recoveryCodes().getFirst();
        useUp(Throttled.SECOND_FACTOR, Long.toString(person.id()));

        person.logIn(person.username(), PASSWORD, code).expect(429, "too-many-attempts");
    }

    /** A stranger's registrations fill nobody's mailbox, and their answers tell nothing. */
    @Test
    void registersWithoutAMailToAnAddressThatGotTooMany() {
        String name = Browser.freshName();
        useUp(Throttled.VERIFICATION_ADDRESS, name + "@example.org");
        Browser stranger = doors.browser();

        stranger.register(name, null).expect(201);

        assertThat(
                        database.sql("select count(*) from EmailVerification where user_id = ?")
                                .param(stranger.id())
                                .query(Integer.class)
                                .single())
                .isZero();
        assertThat(stranger.get("/api/v1/me").text("pendingEmail"))
                .isEqualTo(name + "@example.org");
    }

    @Test
    void everyLimitHasADoorHere() {
        // That a mailbox is full nobody is told, see RecoveryIT.
        Set<Throttled> told = EnumSet.complementOf(EnumSet.of(Throttled.RECOVERY_MAILBOX));

        assertThat(doors()).extracting(Door::limit).containsAll(told);
    }

    private void useUp(Throttled limit, String key) {
        for (int i = 0; i < 2 * limit.usual().times(); i++) {
            try {
                throttle.require(limit, key);
            } catch (ProblemException usedUp) {
                return;
            }
        }
        throw new AssertionError(limit + " has no end");
    }
}
