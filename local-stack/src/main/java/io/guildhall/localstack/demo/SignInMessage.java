package io.guildhall.localstack.demo;

import tools.jackson.databind.JsonNode;

/** The text that a wallet signs, as EIP-4361 lays it out. */
final class SignInMessage {
    private SignInMessage() {}

    static String of(JsonNode challenge, String address) {
        return """
        %s wants you to sign in with your Ethereum account:
        %s

        %s

        URI: %s
        Version: %s
        Chain ID: %s
        Nonce: %s
        Issued At: %s
        Expiration Time: %s"""
                .formatted(
                        text(challenge, "domain"),
                        address,
                        text(challenge, "statement"),
                        text(challenge, "uri"),
                        text(challenge, "version"),
                        text(challenge, "chainId"),
                        text(challenge, "nonce"),
                        text(challenge, "issuedAt"),
                        text(challenge, "expirationTime"));
    }

    private static String text(JsonNode challenge, String field) {
        JsonNode value = challenge.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw new IllegalArgumentException("the challenge has no " + field + ": " + challenge);
        }
        return value.asString();
    }
}
