package io.guildhall.gateway.frontend;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Browsers name gzip before brotli without preferring it, and Spring takes the first that it finds a file
 * for: the smaller one is moved to the front.
 */
@Component
@Order(1)
class BrotliFirst implements WebFilter {
    private static final String BROTLI = "br";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String accepted = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING);
        boolean asset = exchange.getRequest().getURI().getPath().startsWith("/assets/");
        if (!asset || !acceptsBrotli(accepted)) {
            return chain.filter(exchange);
        }
        return chain.filter(
                exchange.mutate()
                        .request(
                                request ->
                                        request.header(
                                                HttpHeaders.ACCEPT_ENCODING,
                                                BROTLI + ", " + accepted))
                        .build());
    }

    private static boolean acceptsBrotli(@Nullable String accepted) {
        return accepted != null
                && Arrays.asList(StringUtils.tokenizeToStringArray(accepted, ",")).contains(BROTLI);
    }
}
