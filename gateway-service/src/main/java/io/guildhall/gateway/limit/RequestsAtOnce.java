package io.guildhall.gateway.limit;

import io.guildhall.gateway.problem.Problem;
import io.guildhall.gateway.problem.ProblemException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Bounds what is under way at once. A request holds a connection to its service until its answer has left, a stream for
 * minutes, and who reads slowly for as long as they like: a few hundred of one stranger, or of pages that stand open, would
 * leave none for anybody else, though no bucket is empty.
 */
@Component
@Order(2)
@EnableConfigurationProperties(AtOnceProperties.class)
class RequestsAtOnce implements WebFilter {
    private static final int SOON = 1;

    /** Pages whose stream is refused ask again by themselves. */
    private static final int LATER = 30;

    private enum Stage {
        ASKED,
        STREAMS,
        OVER
    }

    private final AtOnceProperties most;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger streams = new AtomicInteger();

    RequestsAtOnce(AtOnceProperties most) {
        this.most = most;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress client = exchange.getRequest().getRemoteAddress();
        if (client == null || !LimitFilters.isLimited(exchange.getRequest().getURI().getPath())) {
            return chain.filter(exchange);
        }
        String key = LimitFilters.key(client.getAddress());
        return Mono.defer(
                () -> {
                    if (underWay.merge(key, 1, Integer::sum) > most.client()) {
                        leave(key);
                        return Mono.error(refused(SOON));
                    }
                    AtomicReference<Stage> stage = new AtomicReference<>(Stage.ASKED);
                    exchange.getResponse().beforeCommit(() -> begin(exchange, stage));
                    return chain.filter(exchange)
                            .doFinally(
                                    _ -> {
                                        leave(key);
                                        if (stage.getAndSet(Stage.OVER) == Stage.STREAMS) {
                                            streams.decrementAndGet();
                                        }
                                    });
                });
    }

    /** By what the service answers: whether it is a stream, no client decides. */
    private Mono<Void> begin(ServerWebExchange exchange, AtomicReference<Stage> stage) {
        String type = exchange.getResponse().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            return Mono.empty();
        }
        if (streams.incrementAndGet() > most.streams()) {
            streams.decrementAndGet();
            return Mono.error(refused(LATER));
        }
        if (!stage.compareAndSet(Stage.ASKED, Stage.STREAMS)) {
            streams.decrementAndGet(); // the client left at this very moment
        }
        return Mono.empty();
    }

    private void leave(String key) {
        underWay.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }

    private static ProblemException refused(int retryAfter) {
        return new ProblemException(
                Problem.of(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "too-many-requests",
                                "Too much is under way at once; more is welcome in %d seconds."
                                        .formatted(retryAfter))
                        .retryAfterSeconds(retryAfter));
    }
}
