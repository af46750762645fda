package io.guildhall.gateway.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** Which headers a client may send. What services or proxies tell each other is none of its business. */
final class ClientHeaders {
    /** The one header of ours that comes from browsers: it shows that a page of ours sent the request. */
    private static final String CLIENT_MARK = "x-guildhall-client";

    private static final Set<String> REFUSED =
            Set.of(
                    "forwarded",
                    "proxy",
                    "x-real-ip",
                    "x-client-ip",
                    "true-client-ip",
                    "cf-connecting-ip",
                    "x-cluster-client-ip",
                    "x-rewrite-url",
                    "x-http-method",
                    "x-http-method-override",
                    "x-method-override",
                    // A trace starts at this door: strangers neither join nor force one.
                    "traceparent",
                    "tracestate",
                    "baggage",
                    "b3",
                    "x-trace-id");

    private static final List<String> REFUSED_PREFIXES =
            List.of(
                    "x-forwarded-",
                    "x-original-",
                    "x-user",
                    "x-auth",
                    "x-service",
                    "x-b3-",
                    "x-guildhall-",
                    "grpc-",
                    "guildhall-",
                    "proxy-");

    private ClientHeaders() {}

    /** Removes what a client may not send, and what it names in {@code Connection} as meant for one hop. */
    static void clean(HttpHeaders headers) {
        List<String> oneHop = headers.getConnection();
        headers.headerNames().stream()
                .filter(name -> isRefused(name.toLowerCase(Locale.ROOT)) || names(oneHop, name))
                .toList()
                .forEach(headers::remove);
    }

    private static boolean isRefused(String name) {
        if (CLIENT_MARK.equals(name)) {
            return false;
        }
        return REFUSED.contains(name)
                // Some servers read X_User as X-User.
                || name.indexOf('_') >= 0
                || REFUSED_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static boolean names(List<String> oneHop, String name) {
        return !HttpHeaders.CONNECTION.equalsIgnoreCase(name)
                && !HttpHeaders.HOST.equalsIgnoreCase(name)
                && !HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)
                && oneHop.stream().anyMatch(name::equalsIgnoreCase);
    }
}
