package io.guildhall.chain.node.client;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells answers that say nothing but "not now, you ask too much" from errors that are about the question. The same question
 * may be answered by another endpoint; a contract that refuses, or a range of blocks that is too wide, stays what it is.
 */
final class RateLimits {
    private static final JsonMapper JSON = new JsonMapper();

    /** Errors are short; whatever is longer is an answer. */
    private static final int LONGEST = 4_096;

    /** EIP-1474: limit exceeded, of requests or of what one may ask for at once. */
    private static final int LIMIT_EXCEEDED = -32_005;

    private static final int TOO_MANY_REQUESTS = 429;

    private static final Pattern ABOUT_THE_QUESTION =
            Pattern.compile("result|range|response size|logs|gas");

    /** Whatever a contract gives for a reason: strangers write contracts, and would have every endpoint left alone. */
    private static final Pattern OF_A_CONTRACT = Pattern.compile("revert|^0x");

    /** Of a contract that refuses. */
    private static final int REVERTED = 3;

    private static final Pattern ABOUT_WHO_ASKS =
            Pattern.compile(
                    "rate.?limit|requests? limit|too many requests|request count|capacity|throughput|quota");

    private RateLimits() {}

    /** What the endpoint says where it refuses to be asked so much. */
    static Optional<String> in(byte[] answer) {
        if (answer.length > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode error = JSON.readTree(answer).path("error");
            return error.isObject() && isRateLimit(error)
                    ? Optional.of(error.path("message").asString(""))
                    : Optional.empty();
        } catch (JacksonException _) {
            // Whoever reads it says what is wrong with it.
            return Optional.empty();
        }
    }

    private static boolean isRateLimit(JsonNode error) {
        int code = error.path("code").asInt(0);
        String words = error.path("message").asString("").toLowerCase(Locale.ROOT);
        String data = error.path("data").asString("").toLowerCase(Locale.ROOT);
        if (code == REVERTED
                || OF_A_CONTRACT.matcher(words).find()
                || OF_A_CONTRACT.matcher(data).find()) {
            return false;
        }
        if (code == TOO_MANY_REQUESTS || ABOUT_WHO_ASKS.matcher(words).find()) {
            return true;
        }
        return code == LIMIT_EXCEEDED && !ABOUT_THE_QUESTION.matcher(words).find();
    }
}
