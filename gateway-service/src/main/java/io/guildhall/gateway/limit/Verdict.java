package io.guildhall.gateway.limit;

import io.guildhall.gateway.limit.LimitProperties.Allowance;
import org.springframework.http.HttpHeaders;

/**
 * What a bucket says of a request.
 *
 * @param allowance the bucket's size
 * @param remaining requests that it still holds
 * @param retryAfter seconds until it holds one again; 0 when it does
 */
record Verdict(Allowance allowance, boolean allowed, int remaining, int retryAfter) {

    /** Tells the client where it stands, unless another bucket that it also draws on is emptier. */
    void describe(HttpHeaders headers) {
        String before = headers.getFirst("RateLimit-Remaining");
        if (before != null && Integer.parseInt(before) <= remaining) {
            return;
        }
        headers.set("RateLimit-Limit", Integer.toString(allowance.burst()));
        headers.set("RateLimit-Remaining", Integer.toString(remaining));
        headers.set("RateLimit-Reset", Integer.toString(secondsUntilFull()));
    }

    private int secondsUntilFull() {
        return Math.ceilDiv((allowance.burst() - remaining) * 60, allowance.perMinute());
    }
}
