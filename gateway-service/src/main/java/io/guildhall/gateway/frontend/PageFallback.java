package io.guildhall.gateway.frontend;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers the SPA's own routes, such as {@code /task-market/}, with its page: the browser then decides what
 * to show. Whoever takes anything, as curl and link previews do, gets it too. What is asked for as something
 * else, or looks like a file, stays what it is.
 */
@Component
@Order(0)
class PageFallback implements WebFilter {
    private static final Logger log = LoggerFactory.getLogger(PageFallback.class);
    private static final String PAGE = "/index.html";

    /** Paths that belong to services and to the gateway: a mistake there is a 404, not a page. */
    private static final List<String> NOT_PAGES =
            List.of("/api", "/actuator", "/docs", "/v3", "/assets", "/.well-known");

    private final boolean built;
    private final FrontendProperties properties;

    PageFallback(FrontendProperties properties, ResourceLoader resources) {
        this.properties = properties;
        this.built = resources.getResource(properties.location() + "index.html").isReadable();
    }

    @EventListener(ApplicationReadyEvent.class)
    void reportMissingPages() {
        if (!built) {
            log.warn(
                    "No index.html at {}: the API works, but there are no pages. Build the frontend or"
                            + " set guildhall.frontend.location.",
                    properties.location());
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getURI().getPath();
        if (path.equals("/docs") || path.equals("/docs/")) {
            return chain.filter(at("/docs/index.html", exchange));
        }
        if (!isPage(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        if (!built) {
            return explainMissingPages(exchange.getResponse());
        }
        return chain.filter(at(PAGE, exchange));
    }

    private static ServerWebExchange at(String path, ServerWebExchange exchange) {
        return exchange.mutate().request(request -> request.path(path)).build();
    }

    private static boolean isPage(ServerHttpRequest request) {
        boolean reads =
                HttpMethod.GET.equals(request.getMethod())
                        || HttpMethod.HEAD.equals(request.getMethod());
        String path = request.getURI().getPath();
        return reads
                && NOT_PAGES.stream()
                        .noneMatch(root -> path.equals(root) || path.startsWith(root + "/"))
                && path.indexOf('.', path.lastIndexOf('/') + 1) < 0
                && acceptsHtml(request);
    }

    private static boolean acceptsHtml(ServerHttpRequest request) {
        try {
            List<MediaType> accepted = request.getHeaders().getAccept();
            return accepted.isEmpty()
                    || accepted.stream().anyMatch(type -> type.includes(MediaType.TEXT_HTML));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static Mono<Void> explainMissingPages(ServerHttpResponse response) {
        byte[] page =
                """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Guildhall</title>
                <h1>The pages are not built</h1>
                <p>The gateway runs and the API answers, but it found no <code>index.html</code>.
                Build the frontend, or set <code>guildhall.frontend.location</code> to its folder.</p></html>
                """
                        .getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        response.getHeaders().setContentType(new MediaType("text", "html", StandardCharsets.UTF_8));
        response.getHeaders().setCacheControl("no-store");
        response.getHeaders().setContentLength(page.length);
        DataBuffer buffer = response.bufferFactory().wrap(page);
        return response.writeWith(Mono.just(buffer));
    }
}
