package io.guildhall.gateway.edge;

import io.guildhall.gateway.problem.Problem;
import io.guildhall.gateway.problem.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
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
 * Refuses bodies that are too large: by what they announce, and by what really comes when they announce
 * nothing.
 */
@Component
@Order(-90)
class BodyLimit implements WebFilter {
    private final DataSize most;

    BodyLimit(EdgeProperties properties) {
        this.most = properties.maxBody();
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
        if (!streamed) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate().request(new Counted(request)).build());
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

    private final class Counted extends ServerHttpRequestDecorator {
        private final AtomicLong received = new AtomicLong();

        Counted(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody()
                    .handle(
                            (part, sink) -> {
                                if (received.addAndGet(part.readableByteCount()) > most.toBytes()) {
                                    DataBufferUtils.release(part);
                                    sink.error(tooLarge());
                                } else {
                                    sink.next(part);
                                }
                            });
        }
    }
}
