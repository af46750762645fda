package io.guildhall.chain.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {
    private static byte[] error(int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
                .formatted(code, message)
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "-32005, daily request count exceeded",
        "-32005, limit exceeded",
        "-32007, 50/second request limit reached",
        "-32016, over rate limit",
        "429, Your app has exceeded its compute units per second capacity",
        "-32000, Too Many Requests",
    })
    void whoIsAskedTooMuchMayBeLeftForAnother(int code, String message) {
        assertThat(RateLimits.in(error(code, message))).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "3, execution reverted",
        "3, too many requests",
        "-32000, execution reverted: rate limit exceeded",
        "-32000, missing trie node",
        "-32005, query returned more than 10000 results",
        "-32005, block range is too wide",
        "-32005, Requested range exceeds maximum RPC range limit",
        "-32005, Transaction gas limit exceeds block gas limit",
        "-32602, invalid argument",
    })
    void whatIsAboutTheQuestionIsAnAnswer(int code, String message) {
        assertThat(RateLimits.in(error(code, message))).isEmpty();
    }

    /** Else a stranger's contract could have every endpoint left alone. */
    @ParameterizedTest
    @ValueSource(strings = {"0x08c379a0", "Reverted 0x08c379a0"})
    void whatAContractGivesBackIsAnAnswer(String data) {
        byte[] refusal =
                """
                {"jsonrpc":"2.0","id":1,"error":{"code":-32015,"message":"too many requests","data":"%s"}}"""
                        .formatted(data)
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(RateLimits.in(refusal)).isEmpty();
    }

    @Test
    void aResultIsAnAnswerWhateverItSays() {
        byte[] result =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"rate limit\"}"
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(RateLimits.in(result)).isEmpty();
        assertThat(RateLimits.in("<html>".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
