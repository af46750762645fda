package io.guildhall.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SignInMessageTest {
    private static final String ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

    @Test
    void isLaidOutAsTheSpecificationSays() {
        String challenge =
                """
                {"domain":"localhost:8080","uri":"http://localhost:8080","statement":"Sign in.","version":"1","chainId":31337,
                 "nonce":"abcdefgh1234","issuedAt":"2026-11-22T08:00:00Z","expirationTime":"2026-11-22T08:05:00Z"}""";

        assertThat(SignInMessage.of(JsonMapper.shared().readTree(challenge), ADDRESS))
                .isEqualTo(
                        """
                        localhost:8080 wants you to sign in with your Ethereum account:
                        0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266

                        Sign in.

                        URI: http://localhost:8080
                        Version: 1
                        Chain ID: 31337
                        Nonce: abcdefgh1234
                        Issued At: 2026-11-22T08:00:00Z
                        Expiration Time: 2026-11-22T08:05:00Z""");
    }

    @Test
    void saysWhatAChallengeLacks() {
        assertThatThrownBy(
                        () ->
                                SignInMessage.of(
                                        JsonMapper.shared().readTree("{\"domain\":\"x\"}"),
                                        ADDRESS))
                .hasMessageContaining("statement");
    }
}
