package io.guildhall.user.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.security.Role;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.Ban;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import io.guildhall.user.testing.Wallet;
import io.guildhall.user.testing.WalletMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

/** Who signs comes in: into the account of the address, or with a ticket for a new one. */
@UserServiceTest
class WalletLoginIT {
    @Autowired private People people;
    @Autowired private Accounts accounts;
    @Autowired private StringRedisTemplate redis;

    private final Doors doors;
    private final WalletDoors wallets;
    private final Wallet wallet = Wallet.create();

    WalletLoginIT(@Autowired Doors doors) {
        this.doors = doors;
        this.wallets = new WalletDoors(doors);
    }

    @Test
    void opensAnAccountWithNothingButAWallet() {
        Answer refused = wallets.logIn(wallet).expect(404, "address-not-linked");
        assertThat(refused.text("address")).isEqualTo(wallet.address());

        Answer registered = wallets.register(refused.text("walletTicket")).expect(201);

        assertThat(registered.json().path("user").path("ethereumAddress").asString())
                .isEqualTo(wallet.address());
        Answer again = wallets.logIn(wallet).expect(200);
        assertThat(again.json().path("user").path("id"))
                .isEqualTo(registered.json().path("user").path("id"));
        assertThat(again.header("set-cookie"))
                .startsWith("guildhall_refresh=")
                .contains("HttpOnly", "SameSite=Strict");
    }

    @Test
    void acceptsATicketOnce() {
        String ticket = wallets.logIn(wallet).expect(404).text("walletTicket");
        wallets.register(ticket).expect(201);

        Answer second = wallets.register(ticket);

        assertThat(second.status()).isBetween(400, 499);
        assertThat(second.code()).isEqualTo("wallet-ticket-invalid");
    }

    @Test
    void keepsNoTicketInTheClear() {
        String ticket = wallets.logIn(wallet).expect(404).text("walletTicket");

        assertThat(redis.keys("*")).isNotEmpty().noneMatch(key -> key.contains(ticket));
    }

    @Test
    void forgetsAChallengeAfterFiveMinutes() {
        String nonce = wallets.challenge(wallet.address()).path("nonce").asString();

        String key = redis.keys("*" + nonce).iterator().next();
        assertThat(redis.getExpire(key)).isBetween(290L, 300L);
    }

    @Test
    void refusesASignatureTwice() {
        wallets.link(people.player(), wallet).expect(200);
        Map<String, Object> signed = wallets.signed(wallet);
        doors.browser().post(WalletDoors.LOGIN, signed).expect(200);

        doors.browser().post(WalletDoors.LOGIN, signed).expect(401, "challenge-expired");
    }

    @Test
    void letsOneOfManyWinThatPresentASignatureAtOnce() throws Exception {
        wallets.link(people.player(), wallet).expect(200);
        Map<String, Object> signed = wallets.signed(wallet);
        CyclicBarrier start = new CyclicBarrier(8);
        List<Integer> statuses = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return doors.browser().post(WalletDoors.LOGIN, signed);
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
        wallets.link(people.player(), wallet).expect(200);
        JsonNode challenge = wallets.challenge(wallet.address());
        String text = WalletMessages.text(challenge, wallet.address());
        String evil =
                text.replace(challenge.path("domain").asString() + " wants", "evil.example wants");

        Answer refused =
                doors.browser()
                        .post(WalletDoors.LOGIN, WalletMessages.request(evil, wallet.sign(evil)));
        assertThat(refused.expect(401, "message-invalid").text("reason"))
                .isEqualTo("domain-mismatch");

        String second = WalletMessages.text(wallets.challenge(wallet.address()), wallet.address());
        doors.browser()
                .post(
                        WalletDoors.LOGIN,
                        WalletMessages.request(second, Wallet.create().sign(second)))
                .expect(401, "signature-invalid");
        doors.browser()
                .post(
                        WalletDoors.LOGIN,
                        WalletMessages.request("not a message", wallet.sign("not a message")))
                .expect(401, "message-invalid");
    }

    @Test
    void asksForTheSecondFactorWithoutAnotherSignature() {
        Browser person = people.player();
        List<String> recoveryCodes = person.addSecondFactor().recoveryCodes();
        wallets.link(person, wallet).expect(200);
        Map<String, Object> signed = wallets.signed(wallet);
        doors.browser().post(WalletDoors.LOGIN, signed).expect(401, "second-factor-required");

        signed.put("code", "no-such-code");
        doors.browser().post(WalletDoors.LOGIN, signed).expect(401, "second-factor-invalid");
        signed.put("code", recoveryCodes.getFirst());
        doors.browser().post(WalletDoors.LOGIN, signed).expect(200);
        signed.put("code", recoveryCodes.getLast());
        doors.browser().post(WalletDoors.LOGIN, signed).expect(401, "challenge-expired");
    }

    @Test
    void keepsBannedPeopleOut() {
        Browser person = people.player();
        wallets.link(person, wallet).expect(200);
        accounts.ban(person.id(), new Ban("Sold accounts", null), 0);

        Answer refused = wallets.logIn(wallet).expect(403, "account-banned");

        assertThat(refused.text("reason")).isEqualTo("Sold accounts");
    }

    @Test
    void givesNoAdminRightsWithoutASecondFactor() {
        Browser person = people.with(Role.SYSTEM_ADMIN);
        wallets.link(person, wallet).expect(200);

        Browser browser = doors.browser();
        browser.post(WalletDoors.LOGIN, wallets.signed(wallet)).expect(200);

        browser.get("/api/v1/admin/users").expect(403, "forbidden");
    }

    @Test
    void refusesAChallengeForNoAddress() {
        Answer refused =
                doors.browser()
                        .post("/api/v1/auth/wallet-challenges", Map.of("address", "guild.eth"));

        assertThat(refused.expect(400, "invalid-request").json().at("/errors/0/field").asString())
                .isEqualTo("address");
    }
}
