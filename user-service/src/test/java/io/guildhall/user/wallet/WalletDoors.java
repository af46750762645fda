package io.guildhall.user.wallet;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.Wallet;
import io.guildhall.user.testing.WalletMessages;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What people do with wallets at the service's doors. */
final class WalletDoors {
    static final String LOGIN = "/api/v1/auth/wallet-sessions";
    static final String LINK = "/api/v1/me/wallet";

    private final Doors doors;

    WalletDoors(Doors doors) {
        this.doors = doors;
    }

    JsonNode challenge(String address) {
        return WalletMessages.challenge(doors.browser(), address);
    }

    Map<String, Object> signed(Wallet signer) {
        return WalletMessages.signed(doors.browser(), signer);
    }

    /** Signed, and with the password that people here have. */
    Map<String, Object> confirmed(Wallet signer) {
        Map<String, Object> request = signed(signer);
        request.put("password", Browser.PASSWORD);
        return request;
    }

    Answer logIn(Wallet signer) {
        return doors.browser().post(LOGIN, signed(signer));
    }

    Answer link(Browser person, Wallet signer) {
        return person.post(LINK, confirmed(signer));
    }

    static Answer unlink(Browser person, String password) {
        return person.send("DELETE", LINK, Map.of("password", password));
    }

    Answer register(String ticket) {
        return register(doors.browser(), ticket);
    }

    static Answer register(Browser browser, String ticket) {
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
}
