package io.guildhall.gateway.edge;

import io.guildhall.gateway.problem.TraceId;
import io.micrometer.tracing.propagation.Propagator;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** What services are told of the client, and what clients are not told of services. */
@Configuration(proxyBeanMethods = false)
class ServiceHeaders {
    /** The gateway answers for these itself; two voices would be one too many. */
    private static final Set<String> OURS =
            Set.of(
                    "server",
                    "x-powered-by",
                    "x-application-context",
                    "x-trace-id",
                    "content-security-policy",
                    "content-security-policy-report-only",
                    "cross-origin-opener-policy",
                    "cross-origin-resource-policy",
                    "permissions-policy",
                    "referrer-policy",
                    "strict-transport-security",
                    "x-content-type-options",
                    "x-frame-options",
                    "x-xss-protection");

    @Bean
    HttpHeadersFilter towardsServices(Propagator traces) {
        return new TowardsServices(traces);
    }

    @Bean
    HttpHeadersFilter towardsClients() {
        return new TowardsClients();
    }

    private static final class TowardsServices implements HttpHeadersFilter, Ordered {
        private final Propagator traces;

        TowardsServices(Propagator traces) {
            this.traces = traces;
        }

        @Override
        public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
            HttpHeaders headers = new HttpHeaders();
            headers.putAll(input);
            InetSocketAddress client = exchange.getRequest().getRemoteAddress();
            if (client != null) {
                headers.set("X-Forwarded-For", client.getAddress().getHostAddress());
            }
            URI seen = asSeenByClient(exchange);
            headers.set("X-Forwarded-Proto", seen.getScheme());
            headers.set("X-Forwarded-Host", seen.getAuthority());
            headers.set("X-Forwarded-Port", Integer.toString(port(seen)));
            // A service goes on with the gateway's own span: one of the call in between would say
            // the same again.
            TraceId.contextOf(exchange)
                    .ifPresent(
                            context ->
                                    traces.inject(
                                            context,
                                            headers,
                                            (_, name, value) -> headers.set(name, value)));
            return headers;
        }

        /** Before a route rewrote its path; the authority is the client's in any case. */
        private static URI asSeenByClient(ServerWebExchange exchange) {
            Set<URI> originals =
                    exchange.getAttributeOrDefault(
                            ServerWebExchangeUtils.GATEWAY_ORIGINAL_REQUEST_URL_ATTR, Set.of());
            return originals.stream().findFirst().orElse(exchange.getRequest().getURI());
        }

        private static int port(URI seen) {
            if (seen.getPort() > 0) {
                return seen.getPort();
            }
            return "https".equals(seen.getScheme()) ? 443 : 80;
        }

        @Override
        public boolean supports(Type type) {
            return type == Type.REQUEST;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }

    private static final class TowardsClients implements HttpHeadersFilter {
        @Override
        public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
            HttpHeaders headers = new HttpHeaders();
            headers.putAll(input);
            List<String> dropped = input.headerNames().stream().filter(this::isDropped).toList();
            dropped.forEach(headers::remove);
            return headers;
        }

        private boolean isDropped(String header) {
            String name = header.toLowerCase(Locale.ROOT);
            // No other site reads our answers, whatever a service thinks of it.
            return OURS.contains(name) || name.startsWith("access-control-");
        }

        @Override
        public boolean supports(Type type) {
            return type == Type.RESPONSE;
        }
    }
}
