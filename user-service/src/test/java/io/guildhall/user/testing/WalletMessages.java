package io.guildhall.user.testing;

import io.guildhall.user.wallet.WalletChallenge;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The texts that wallets show, as a page composes them from a challenge, and requests with their signatures. */
public final class WalletMessages {
    private WalletMessages() {}

    public static String text(WalletChallenge challenge, String address) {
        return """
        %s wants you to sign in with your Ethereum account:
        %s

        %s

        URI: %s
        Version: %s
        Chain ID: %d
        Nonce: %s
        Issued At: %s
        Expiration Time: %s"""
                .formatted(
                        challenge.domain(),
                        address,
                        challenge.statement(),
                        challenge.uri(),
                        challenge.version(),
                        challenge.chainId(),
                        challenge.nonce(),
                        challenge.issuedAt(),
                        challenge.expirationTime());
    }

    /** The text of a challenge as it came over the wire. */
    public static String text(JsonNode challenge, String address) {
        return text(
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

    public static JsonNode challenge(Browser browser, String address) {
        return browser.post("/api/v1/auth/wallet-challenges", Map.of("address", address))
                .expect(200)
                .json();
    }

    /** A request that more may be put into. */
    public static Map<String, Object> request(String text, byte[] signature) {
        Map<String, Object> request = new HashMap<>();
        request.put("message", text);
        request.put("signature", Wallet.hex(signature));
        return request;
    }

    /** A fresh challenge, signed. */
    public static Map<String, Object> signed(Browser browser, Wallet signer) {
        String text = text(challenge(browser, signer.address()), signer.address());
        return request(text, signer.sign(text));
    }
}
