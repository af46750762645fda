package io.guildhall.gateway.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A refusal or failure of the gateway itself.
 *
 * @param code kebab-case and stable: the SPA turns it into text
 * @param detail English, for engineers; never the message of an unknown exception
 * @param properties what a page needs to explain it, such as the seconds to wait
 * @param headers added to the answer, such as {@code Retry-After}
 */
public record Problem(
        HttpStatus status,
        String code,
        String detail,
        Map<String, Object> properties,
        HttpHeaders headers) {

    /** A problem that its code and detail explain. */
    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail, Map.of(), HttpHeaders.EMPTY);
    }

    /** The same with something that the page needs. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(properties);
        more.put(name, value);
        return new Problem(status, code, detail, more, headers);
    }

    /** The same with a header on the answer. */
    public Problem withHeader(String name, String value) {
        HttpHeaders more = new HttpHeaders();
        more.putAll(headers);
        more.set(name, value);
        return new Problem(status, code, detail, properties, more);
    }

    /** The same, telling the caller when it is worth to come again. */
    public Problem retryAfterSeconds(long seconds) {
        return with("retryAfter", Math.toIntExact(seconds))
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
}
