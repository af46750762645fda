package io.guildhall.gateway.limit;

import io.guildhall.gateway.edge.UserId;
import io.guildhall.gateway.problem.Problem;
import io.guildhall.gateway.problem.ProblemException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a request through when its buckets allow. The address is looked at before a token is, so that a
 * flood of bad tokens costs no signature checks.
 */
@Component
public class LimitFilters {
    private final RateLimits limits;

    LimitFilters(RateLimits limits) {
        this.limits = limits;
    }

    /** Before the token check: what one address may ask for. */
    public Mono<Void> limitAddress(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress client = exchange.getRequest().getRemoteAddress();
        String path = exchange.getRequest().getURI().getPath();
        if (client == null || !isLimited(path)) {
            return chain.filter(exchange);
        }
        Limit limit = path.startsWith("/api/v1/auth/") ? Limit.AUTH : Limit.ADDRESS;
        return limits.draw(limit, key(client.getAddress()))
                .flatMap(verdict -> apply(exchange, verdict))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    /** After the token check: what one user may ask for. */
    public Mono<Void> limitUser(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .ofType(JwtAuthenticationToken.class)
                .flatMap(
                        user -> {
                            UserId.remember(exchange, user.getName());
                            return limits.draw(Limit.USER, user.getName());
                        })
                .flatMap(verdict -> apply(exchange, verdict))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    static boolean isLimited(String path) {
        return path.startsWith("/api/")
                || path.startsWith("/v3/")
                || path.startsWith("/.well-known/");
    }

    /** Whoever has one IPv6 address has the whole network of 64 bits. */
    static String key(InetAddress address) {
        if (address instanceof Inet6Address) {
            return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "-64";
        }
        return address.getHostAddress();
    }

    private static Mono<Void> apply(ServerWebExchange exchange, Verdict verdict) {
        verdict.describe(exchange.getResponse().getHeaders());
        if (verdict.allowed()) {
            return Mono.empty();
        }
        return Mono.error(
                new ProblemException(
                        Problem.of(
                                        HttpStatus.TOO_MANY_REQUESTS,
                                        "too-many-requests",
                                        "Too many requests; the next is welcome in %d seconds."
                                                .formatted(verdict.retryAfter()))
                                .retryAfterSeconds(verdict.retryAfter())));
    }
}
