package io.guildhall.user.wallet;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import io.guildhall.user.testing.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An address becomes a way into one account, and is none any more. */
@UserServiceTest
class WalletLinkIT {
    @Autowired private People people;

    private final Doors doors;
    private final WalletDoors wallets;
    private final Wallet wallet = Wallet.create();

    WalletLinkIT(@Autowired Doors doors) {
        this.doors = doors;
        this.wallets = new WalletDoors(doors);
    }

    @Test
    void linksAnAddressAndLogsInWithIt() {
        Browser person = people.player();

        Answer linked = wallets.link(person, wallet).expect(200);

        assertThat(linked.text("ethereumAddress")).isEqualTo(wallet.address());
        assertThat(
                        wallets.logIn(wallet)
                                .expect(200)
                                .json()
                                .path("user")
                                .path("username")
                                .asString())
                .isEqualTo(person.username());
    }

    @Test
    void linksAnAddressToOneAccountOnly() {
        wallets.link(people.player(), wallet).expect(200);

        wallets.link(people.player(), wallet).expect(409, "address-already-linked");
    }

    @Test
    void letsOneOfTwoWinThatLinkAnAddressAtOnce() throws Exception {
        List<Browser> both = List.of(people.player(), people.player());
        List<Map<String, Object>> signed =
                List.of(wallets.confirmed(wallet), wallets.confirmed(wallet));
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
                                    return both.get(mine).post(WalletDoors.LINK, signed.get(mine));
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
        wallets.link(person, wallet).expect(200);

        Answer unlinked = WalletDoors.unlink(person, PASSWORD).expect(200);

        assertThat(unlinked.json().path("ethereumAddress").isNull()).isTrue();
        wallets.logIn(wallet).expect(404, "address-not-linked");
        wallets.link(people.player(), wallet).expect(200);
    }

    @Test
    void keepsTheLastWayIn() {
        Browser browser = doors.browser();
        WalletDoors.register(browser, wallets.logIn(wallet).expect(404).text("walletTicket"))
                .expect(201);

        browser.send("DELETE", WalletDoors.LINK, Map.of()).expect(409, "last-credential");
    }

    @Test
    void takesTheSameSignatureOnceThePasswordIsRight() {
        Browser person = people.player();
        Map<String, Object> signed = wallets.signed(wallet);
        person.post(WalletDoors.LINK, signed).expect(400, "password-wrong");

        signed.put("password", PASSWORD);
        person.post(WalletDoors.LINK, signed).expect(200);
    }

    @Test
    void linksNothingForGuests() {
        doors.browser()
                .post(WalletDoors.LINK, wallets.signed(wallet))
                .expect(401, "unauthenticated");
        doors.browser().delete(WalletDoors.LINK).expect(401, "unauthenticated");
    }
}
