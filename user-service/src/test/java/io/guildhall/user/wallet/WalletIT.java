package io.guildhall.user.wallet;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.security.Role;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.Ban;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.ContractWallet;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import io.guildhall.user.testing.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@UserServiceTest
class WalletIT {
    private static final String LOGIN = "/api/v1/auth/wallet-sessions";
    private static final String LINK = "/api/v1/me/wallet";

    @Autowired Doors doors;
    @Autowired People people;
    @Autowired Accounts accounts;
    @Autowired ChainNode node;
    @Autowired StringRedisTemplate redis;
    @Autowired JdbcClient database;

    private final Wallet wallet = Wallet.create();

    @Test
    void opensAnAccountWithNothingButAWallet() {
        Answer refused = logIn(wallet).expect(404, "address-not-linked");
        assertThat(refused.text("address")).isEqualTo(wallet.address());

        Answer registered = register(refused.text("walletTicket")).expect(201);

        assertThat(registered.json().path("user").path("ethereumAddress").asString())
                .isEqualTo(wallet.address());
        Answer again = logIn(wallet).expect(200);
        assertThat(again.json().path("user").path("id"))
                .isEqualTo(registered.json().path("user").path("id"));
        assertThat(again.header("set-cookie"))
                .startsWith("guildhall_refresh=")
                .contains("HttpOnly", "SameSite=Strict");
    }

    @Test
    void acceptsATicketOnce() {
        String ticket = logIn(wallet).expect(404).text("walletTicket");
        register(ticket).expect(201);

        Answer second = register(ticket);

        assertThat(second.status()).isBetween(400, 499);
        assertThat(second.code()).isEqualTo("wallet-ticket-invalid");
    }

    @Test
    void keepsNoTicketInTheClear() {
        String ticket = logIn(wallet).expect(404).text("walletTicket");

        assertThat(redis.keys("*")).isNotEmpty().noneMatch(key -> key.contains(ticket));
    }

    @Test
    void forgetsAChallengeAfterFiveMinutes() {
        String nonce = challenge(wallet.address()).path("nonce").asString();

        String key = redis.keys("*" + nonce).iterator().next();
        assertThat(redis.getExpire(key)).isBetween(290L, 300L);
    }

    @Test
    void linksAnAddressAndLogsInWithIt() {
        Browser person = people.player();

        Answer linked = link(person, wallet).expect(200);

        assertThat(linked.text("ethereumAddress")).isEqualTo(wallet.address());
        assertThat(logIn(wallet).expect(200).json().path("user").path("username").asString())
                .isEqualTo(person.username());
    }

    @Test
    void linksAnAddressToOneAccountOnly() {
        link(people.player(), wallet).expect(200);

        link(people.player(), wallet).expect(409, "address-already-linked");
    }

    @Test
    void letsOneOfTwoWinThatLinkAnAddressAtOnce() throws Exception {
        List<Browser> both = List.of(people.player(), people.player());
        List<Map<String, Object>> signed = List.of(confirmed(wallet), confirmed(wallet));
        CyclicBarrier start = new CyclicBarrier(2);
        List<Answer> answers = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int mine = i;
                running.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return both.get(mine).post(LINK, signed.get(mine));
                                }));
            }
            for (Future<Answer> answer : running) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(answers).extracting(Answer::code).contains("address-already-linked");
    }

    @Test
    void unlinksAnAddressThatIsNotTheOnlyWayIn() {
        Browser person = people.player();
        link(person, wallet).expect(200);

        Answer unlinked = unlink(person, PASSWORD).expect(200);

        assertThat(unlinked.json().path("ethereumAddress").isNull()).isTrue();
        logIn(wallet).expect(404, "address-not-linked");
        link(people.player(), wallet).expect(200);
    }

    @Test
    void keepsTheLastWayIn() {
        Browser browser = doors.browser();
        register(browser, logIn(wallet).expect(404).text("walletTicket")).expect(201);

        browser.send("DELETE", LINK, Map.of()).expect(409, "last-credential");
    }

    /** A thief who finds a session open must not make a wallet of his own a way in. */
    @Test
    void linksNothingWithoutThePassword() {
        Browser person = people.player();
        Map<String, Object> signed = signed(wallet);

        Answer missing = person.post(LINK, signed).expect(400, "password-wrong");
        signed.put("password", "not-" + PASSWORD);
        person.post(LINK, signed).expect(400, "password-wrong");

        assertThat(missing.json().at("/errors/0/field").asString()).isEqualTo("password");
        logIn(wallet).expect(404, "address-not-linked");
        signed.put("password", PASSWORD);
        person.post(LINK, signed).expect(200);
    }

    @Test
    void unlinksNothingWithoutThePassword() {
        Browser person = people.player();
        link(person, wallet).expect(200);

        person.send("DELETE", LINK, Map.of()).expect(400, "password-wrong");
        unlink(person, "not-" + PASSWORD).expect(400, "password-wrong");

        logIn(wallet).expect(200);
    }

    /** Where there is no password to ask for, only a login of just now tells an owner from who found the session open. */
    @Test
    void changesNoWayIntoAnAccountWithoutPasswordInAnOldSession() {
        Browser owner = doors.browser();
        register(owner, logIn(wallet).expect(404).text("walletTicket")).expect(201);
        Map<String, Object> another = signed(Wallet.create());
        Map<String, String> email = Map.of("email", owner.username() + "@example.net");
        Map<String, String> password = Map.of("newPassword", PASSWORD);
        age(owner, 11);

        owner.post(LINK, another).expect(403, "login-too-old");
        owner.send("DELETE", LINK, Map.of()).expect(403, "login-too-old");
        owner.post("/api/v1/me/email", email).expect(403, "login-too-old");
        owner.put("/api/v1/me/password", password).expect(403, "login-too-old");
        logIn(wallet).expect(200);

        age(owner, 9);
        owner.post("/api/v1/me/email", email).expect(202);
        owner.post(LINK, another).expect(200);
        owner.put("/api/v1/me/password", password).expect(204);
    }

    private void age(Browser person, int minutes) {
        database.sql(
                        "UPDATE Session SET created_at = UTC_TIMESTAMP(6) - INTERVAL ? MINUTE WHERE user_id = ?")
                .param(minutes)
                .param(person.id())
                .update();
    }

    @Test
    void refusesASignatureTwice() {
        link(people.player(), wallet).expect(200);
        Map<String, Object> signed = signed(wallet);
        doors.browser().post(LOGIN, signed).expect(200);

        doors.browser().post(LOGIN, signed).expect(401, "challenge-expired");
    }

    @Test
    void letsOneOfManyWinThatPresentASignatureAtOnce() throws Exception {
        link(people.player(), wallet).expect(200);
        Map<String, Object> signed = signed(wallet);
        CyclicBarrier start = new CyclicBarrier(8);
        List<Integer> statuses = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return doors.browser().post(LOGIN, signed);
                                }));
            }
            for (Future<Answer> answer : running) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(statuses).containsExactlyInAnyOrder(200, 401, 401, 401, 401, 401, 401, 401);
    }

    @Test
    void refusesAChangedMessageAndAnotherKeysSignature() {
        link(people.player(), wallet).expect(200);
        JsonNode challenge = challenge(wallet.address());
        String text = text(challenge, wallet.address());
        String evil =
                text.replace(challenge.path("domain").asString() + " wants", "evil.example wants");

        Answer refused = doors.browser().post(LOGIN, request(evil, wallet.sign(evil)));
        assertThat(refused.expect(401, "message-invalid").text("reason"))
                .isEqualTo("domain-mismatch");

        String second = text(challenge(wallet.address()), wallet.address());
        doors.browser()
                .post(LOGIN, request(second, Wallet.create().sign(second)))
                .expect(401, "signature-invalid");
        doors.browser()
                .post(LOGIN, request("not a message", wallet.sign("not a message")))
                .expect(401, "message-invalid");
    }

    @Test
    void asksForTheSecondFactorWithoutAnotherSignature() {
        Browser person = people.player();
        List<String> recoveryCodes = person.addSecondFactor().recoveryCodes();
        link(person, wallet).expect(200);
        Map<String, Object> signed = signed(wallet);
        doors.browser().post(LOGIN, signed).expect(401, "second-factor-required");

        signed.put("code", "no-such-code");
        doors.browser().post(LOGIN, signed).expect(401, "second-factor-invalid");
        signed.put("code", recoveryCodes.getFirst());
        doors.browser().post(LOGIN, signed).expect(200);
        signed.put("code", recoveryCodes.getLast());
        doors.browser().post(LOGIN, signed).expect(401, "challenge-expired");
    }

    @Test
    void keepsBannedPeopleOut() {
        Browser person = people.player();
        link(person, wallet).expect(200);
        accounts.ban(person.id(), new Ban("Sold accounts", null), 0);

        Answer refused = logIn(wallet).expect(403, "account-banned");

        assertThat(refused.text("reason")).isEqualTo("Sold accounts");
    }

    @Test
    void givesNoAdminRightsWithoutASecondFactor() {
        Browser person = people.with(Role.SYSTEM_ADMIN);
        link(person, wallet).expect(200);

        Browser browser = doors.browser();
        browser.post(LOGIN, signed(wallet)).expect(200);

        browser.get("/api/v1/admin/users").expect(403, "forbidden");
    }

    @Test
    void logsInAContractWallet() {
        ContractWallet contract = ContractWallet.deploy(node, wallet);
        String text = text(challenge(contract.address()), contract.address());

        Answer answer = doors.browser().post(LOGIN, request(text, contract.sign(text)));

        assertThat(answer.expect(404, "address-not-linked").text("address"))
                .isEqualTo(contract.address());
    }

    @Test
    void refusesAContractWalletsStranger() {
        ContractWallet contract = ContractWallet.deploy(node, wallet);
        ContractWallet others = ContractWallet.deploy(node, Wallet.create());
        String text = text(challenge(contract.address()), contract.address());

        doors.browser()
                .post(LOGIN, request(text, others.sign(text)))
                .expect(401, "signature-invalid");
    }

    @Test
    void saysThatTheChainIsAwayAndTakesTheSameSignatureLater() {
        ContractWallet contract = ContractWallet.deploy(node, wallet);
        String text = text(challenge(contract.address()), contract.address());
        Map<String, Object> signed = request(text, contract.sign(text));
        node.pause();
        try {
            doors.browser().post(LOGIN, signed).expect(503, "chain-unavailable");
        } finally {
            node.resume();
        }

        doors.browser().post(LOGIN, signed).expect(404, "address-not-linked");
    }

    @Test
    void needsNoChainForAKeysSignature() {
        link(people.player(), wallet).expect(200);
        node.pause();
        try {
            logIn(wallet).expect(200);
        } finally {
            node.resume();
        }
    }

    @Test
    void refusesAChallengeForNoAddress() {
        Answer refused =
                doors.browser()
                        .post("/api/v1/auth/wallet-challenges", Map.of("address", "guild.eth"));

        assertThat(refused.expect(400, "invalid-request").json().at("/errors/0/field").asString())
                .isEqualTo("address");
    }

    @Test
    void linksNothingForGuests() {
        doors.browser().post(LINK, signed(wallet)).expect(401, "unauthenticated");
        doors.browser().delete(LINK).expect(401, "unauthenticated");
    }

    private Answer logIn(Wallet signer) {
        return doors.browser().post(LOGIN, signed(signer));
    }

    private Answer link(Browser person, Wallet signer) {
        return person.post(LINK, confirmed(signer));
    }

    private static Answer unlink(Browser person, String password) {
        return person.send("DELETE", LINK, Map.of("password", password));
    }

    /** Signed, and with the password that people here have. */
    private Map<String, Object> confirmed(Wallet signer) {
        Map<String, Object> request = signed(signer);
        request.put("password", PASSWORD);
        return request;
    }

    private Answer register(String ticket) {
        return register(doors.browser(), ticket);
    }

    private static Answer register(Browser browser, String ticket) {
        return browser.post(
                "/api/v1/auth/accounts",
                Map.of(
                        "username",
                        Browser.freshName(),
                        "walletTicket",
                        ticket,
                        "locale",
                        "en",
                        "acceptTerms",
                        true));
    }

    private Map<String, Object> signed(Wallet signer) {
        String text = text(challenge(signer.address()), signer.address());
        return request(text, signer.sign(text));
    }

    private static Map<String, Object> request(String text, byte[] signature) {
        Map<String, Object> request = new HashMap<>();
        request.put("message", text);
        request.put("signature", Wallet.hex(signature));
        return request;
    }

    private JsonNode challenge(String address) {
        return doors.browser()
                .post("/api/v1/auth/wallet-challenges", Map.of("address", address))
                .expect(200)
                .json();
    }

    private static String text(JsonNode challenge, String address) {
        return WalletMessages.text(
                new WalletChallenge(
                        challenge.path("nonce").asString(),
                        challenge.path("domain").asString(),
                        challenge.path("uri").asString(),
                        challenge.path("chainId").asInt(),
                        challenge.path("statement").asString(),
                        Instant.parse(challenge.path("issuedAt").asString()),
                        Instant.parse(challenge.path("expirationTime").asString()),
                        challenge.path("version").asString()),
                address);
    }
}
