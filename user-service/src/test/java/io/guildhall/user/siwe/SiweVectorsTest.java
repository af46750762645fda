package io.guildhall.user.siwe;

import static io.guildhall.user.siwe.SiweFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SiweVectorsTest {
    @Test
    void readsEveryGoodMessage() {
        Map<String, JsonNode> vectors = Vectors.read("parsing_positive.json");

        assertThat(vectors).hasSizeGreaterThan(15);
        vectors.forEach(
                (name, vector) -> {
                    String text = vector.get("message").asString();
                    SiweMessage message = SiweMessage.parse(text);
                    assertThat(message).as(name).isEqualTo(message(vector.get("fields")));
                    assertThat(message.text()).as(name).isEqualTo(text);
                });
    }

    @Test
    void refusesEveryBadMessage() {
        Map<String, JsonNode> vectors = Vectors.read("parsing_negative.json");

        assertThat(vectors).hasSizeGreaterThan(20);
        vectors.forEach(
                (name, vector) ->
                        assertThatThrownBy(() -> SiweMessage.parse(vector.asString()))
                                .as(name)
                                .isInstanceOf(SiweFormatException.class));
    }

    @Test
    void refusesEveryMessageMadeOfBadFields() {
        Map<String, JsonNode> vectors = Vectors.read("parsing_negative_objects.json");

        assertThat(vectors).hasSizeGreaterThan(10);
        vectors.forEach(
                (name, vector) ->
                        assertThatThrownBy(() -> SiweMessage.parse(text(vector)))
                                .as(name)
                                .isInstanceOf(SiweFormatException.class));
    }

    @Test
    void acceptsEveryGoodSignature() {
        Map<String, JsonNode> vectors = Vectors.read("verification_positive.json");

        assertThat(vectors).hasSizeGreaterThan(3);
        vectors.forEach(
                (name, vector) ->
                        assertThatCode(() -> verify(vector)).as(name).doesNotThrowAnyException());
    }

    @Test
    void refusesEveryBadSignature() {
        Map<String, JsonNode> vectors = Vectors.read("verification_negative.json");

        assertThat(vectors).hasSizeGreaterThan(8);
        vectors.forEach(
                (name, vector) ->
                        assertThatThrownBy(() -> verify(vector))
                                .as(name)
                                .isInstanceOfAny(SiweFormatException.class, SiweRefusal.class));
    }

    @Test
    void asksTheContractAboutTheSignaturesOfContractWallets() {
        Map<String, JsonNode> vectors = Vectors.read("eip1271.json");

        assertThat(vectors).isNotEmpty();
        vectors.forEach(
                (name, vector) -> {
                    SiweMessage message = SiweMessage.parse(vector.get("message").asString());
                    List<String> asked = new ArrayList<>();
                    SiweVerifier yes = new SiweVerifier((address, _, _) -> asked.add(address));
                    SiweVerifier no = new SiweVerifier(SiweFixture.NO_CONTRACTS);
                    String signature = vector.get("signature").asString();
                    Instant now = message.issuedAt().instant();

                    yes.verify(message, signature, expectation(message), now);

                    assertThat(asked).as(name).containsExactly(message.address());
                    assertThatThrownBy(
                                    () -> no.verify(message, signature, expectation(message), now))
                            .as(name)
                            .isInstanceOf(SiweRefusal.class);
                });
    }

    private static void verify(JsonNode vector) {
        SiweMessage message = SiweMessage.parse(text(vector));
        Instant now = vector.has("time") ? Instant.parse(vector.get("time").asString()) : NOW;
        SiweExpectation plain = expectation(message);
        SiweExpectation expectation =
                new SiweExpectation(
                        plain.scheme(),
                        or(string(vector, "domainBinding"), plain.domain()),
                        plain.address(),
                        plain.statement(),
                        plain.uri(),
                        plain.chain(),
                        or(string(vector, "matchNonce"), plain.nonce()),
                        plain.issuedFrom(),
                        plain.clockSkew());
        new SiweVerifier(SiweFixture.NO_CONTRACTS)
                .verify(message, vector.get("signature").asString(), expectation, now);
    }

    /** Everything as the message has it; the vectors move the clock by years, so its skew does not count. */
    private static SiweExpectation expectation(SiweMessage message) {
        return new SiweExpectation(
                or(message.scheme(), "https"),
                message.domain(),
                message.address(),
                message.statement(),
                message.uri(),
                message.chain(),
                message.nonce(),
                message.issuedAt().instant(),
                Duration.ofDays(36_500));
    }

    private static String or(@Nullable String one, String other) {
        return one == null ? other : one;
    }

    private static SiweMessage message(JsonNode fields) {
        return new SiweMessage(
                string(fields, "scheme"),
                fields.get("domain").asString(),
                fields.get("address").asString(),
                string(fields, "statement"),
                fields.get("uri").asString(),
                BigInteger.valueOf(fields.get("chainId").asLong()).toString(),
                fields.get("nonce").asString(),
                SiweTime.parse(fields.get("issuedAt").asString()).orElseThrow(),
                time(fields, "expirationTime"),
                time(fields, "notBefore"),
                string(fields, "requestId"),
                resources(fields));
    }

    /** The message that fields make, good or bad, as the reference implementation writes it. */
    private static String text(JsonNode fields) {
        StringBuilder text = new StringBuilder();
        text.append(or(string(fields, "domain"), ""))
                .append(" wants you to sign in with your Ethereum account:\n")
                .append(or(string(fields, "address"), ""))
                .append("\n\n");
        if (fields.has("statement")) {
            text.append(fields.get("statement").asString()).append('\n');
        }
        text.append('\n');
        List<String> lines = new ArrayList<>();
        line(lines, fields, "uri", "URI: ");
        line(lines, fields, "version", "Version: ");
        line(lines, fields, "chainId", "Chain ID: ");
        line(lines, fields, "nonce", "Nonce: ");
        line(lines, fields, "issuedAt", "Issued At: ");
        line(lines, fields, "expirationTime", "Expiration Time: ");
        line(lines, fields, "notBefore", "Not Before: ");
        line(lines, fields, "requestId", "Request ID: ");
        List<String> resources = resources(fields);
        if (resources != null) {
            lines.add("Resources:");
            resources.forEach(resource -> lines.add("- " + resource));
        }
        return text.append(String.join("\n", lines)).toString();
    }

    private static void line(List<String> lines, JsonNode fields, String name, String label) {
        if (fields.has(name)) {
            lines.add(label + fields.get(name).asString());
        }
    }

    private static @Nullable SiweTime time(JsonNode fields, String name) {
        return fields.has(name) ? SiweTime.parse(fields.get(name).asString()).orElseThrow() : null;
    }

    private static @Nullable String string(JsonNode fields, String name) {
        JsonNode node = fields.get(name);
        return node == null || node.isNull() ? null : node.asString();
    }

    private static @Nullable List<String> resources(JsonNode fields) {
        return fields.has("resources")
                ? fields.get("resources").valueStream().map(JsonNode::asString).toList()
                : null;
    }
}
