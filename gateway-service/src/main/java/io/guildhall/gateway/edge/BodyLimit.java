package io.guildhall.gateway.edge;

import io.guildhall.gateway.problem.Problem;
import io.guildhall.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses bodies that are too large, by what they announce and by what really comes when they announce nothing;
 * and those that do not arrive in time, so that nobody holds a connection to a service with a trickle.
 */
@Component
@Order(-90)
class BodyLimit implements WebFilter {
    private final DataSize usual;
    private final List<LargeBodies> large;
    private final Duration longest;

    private record LargeBodies(PathPattern path, DataSize most) {}

    BodyLimit(EdgeProperties properties) {
        this.usual = properties.maxBody();
        this.large =
                properties.largeBodies().stream()
                        .map(
                                it ->
                                        new LargeBodies(
                                                PathPatternParser.defaultInstance.parse(it.path()),
                                                it.most()))
                        .toList();
        this.longest = properties.maxBodyTime();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long announced = request.getHeaders().getContentLength();
        boolean streamed =
                announced < 0 && request.getHeaders().containsHeader("Transfer-Encoding");
        if (announced <= 0 && !streamed) {
            return chain.filter(exchange);
        }
        long most = most(request).toBytes();
        if (announced > most) {
            return Mono.error(tooLarge(most));
        }
        return chain.filter(exchange.mutate().request(new Bounded(request, most)).build());
    }

    private DataSize most(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        return large.stream()
                .filter(it -> it.path().matches(path))
                .findFirst()
                .map(LargeBodies::most)
                .orElse(usual);
    }

    private static ProblemException tooLarge(long most) {
        return new ProblemException(
                Problem.of(
                                HttpStatus.CONTENT_TOO_LARGE,
                                "request-too-large",
                                "The body is larger than %d bytes, the most that is read here."
                                        .formatted(most))
                        .with("maxBytes", Math.toIntExact(most)));
    }

    private ProblemException tooSlow() {
        return new ProblemException(
                Problem.of(
                                HttpStatus.REQUEST_TIMEOUT,
                                "request-timeout",
                                "The body did not arrive within %d ms."
                                        .formatted(longest.toMillis()))
                        .withHeader(HttpHeaders.CONNECTION, "close"));
    }

    private final class Bounded extends ServerHttpRequestDecorator {
        private final AtomicLong received = new AtomicLong();
        private final long most;

        Bounded(ServerHttpRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody()
                    .<DataBuffer>handle(
                            (part, sink) -> {
                                if (received.addAndGet(part.readableByteCount()) > most) {
                                    DataBufferUtils.release(part);
                                    sink.error(tooLarge(most));
                                } else {
                                    sink.next(part);
                                }
                            })
                    .takeUntilOther(Mono.delay(longest).then(Mono.error(() -> tooSlow())));
        }
    }
}
