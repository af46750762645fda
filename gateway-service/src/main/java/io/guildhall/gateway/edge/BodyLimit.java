package io.guildhall.gateway.edge;

import io.guildhall.gateway.problem.Problem;
import io.guildhall.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses bodies that are too large, by what they announce and by what really comes when they announce nothing;
 * and those that do not arrive in time, so that nobody holds a connection to a service with a trickle.
 */
@Component
@Order(-90)
class BodyLimit implements WebFilter {
    private final DataSize most;
    private final Duration longest;

    BodyLimit(EdgeProperties properties) {
        this.most = properties.maxBody();
        this.longest = properties.maxBodyTime();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long announced = request.getHeaders().getContentLength();
        if (announced > most.toBytes()) {
            return Mono.error(tooLarge());
        }
        boolean streamed =
                announced < 0 && request.getHeaders().containsHeader("Transfer-Encoding");
        if (announced <= 0 && !streamed) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate().request(new Bounded(request)).build());
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                Problem.of(
                                HttpStatus.CONTENT_TOO_LARGE,
                                "request-too-large",
                                "The body is larger than %d bytes, the most that is read here."
                                        .formatted(most.toBytes()))
                        .with("maxBytes", Math.toIntExact(most.toBytes())));
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

        Bounded(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody()
                    .<DataBuffer>handle(
                            (part, sink) -> {
                                if (received.addAndGet(part.readableByteCount()) > most.toBytes()) {
                                    DataBufferUtils.release(part);
                                    sink.error(tooLarge());
                                } else {
                                    sink.next(part);
                                }
                            })
                    .takeUntilOther(Mono.delay(longest).then(Mono.error(() -> tooSlow())));
        }
    }
}
