package io.guildhall.gateway.edge;

import io.guildhall.gateway.problem.TraceId;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Writes one line for each request, and tells the client the trace id. The query is left out, since links
 * from mails carry tokens there; the user is known when a token was verified.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessLog implements WebFilter {
    private static final Logger log = LoggerFactory.getLogger("io.guildhall.gateway.access");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long start = System.nanoTime();
        exchange.getResponse()
                .beforeCommit(
                        () -> {
                            TraceId.of(exchange)
                                    .ifPresent(
                                            id ->
                                                    exchange.getResponse()
                                                            .getHeaders()
                                                            .set("X-Trace-Id", id));
                            return Mono.empty();
                        });
        if (!log.isInfoEnabled()) {
            return chain.filter(exchange);
        }
        CountedResponse response = new CountedResponse(exchange.getResponse());
        return chain.filter(exchange.mutate().response(response).build())
                .doFinally(end -> write(exchange, response, end, System.nanoTime() - start));
    }

    private static void write(
            ServerWebExchange exchange, CountedResponse response, SignalType end, long nanos) {
        ServerHttpRequest request = exchange.getRequest();
        HttpStatusCode status = response.getStatusCode();
        InetSocketAddress client = request.getRemoteAddress();
        LoggingEventBuilder line =
                log.atInfo()
                        .addKeyValue("method", request.getMethod().name())
                        .addKeyValue("path", request.getURI().getRawPath())
                        .addKeyValue("status", status == null ? 200 : status.value())
                        .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(nanos))
                        .addKeyValue("bytes", response.written())
                        .addKeyValue("aborted", end == SignalType.CANCEL)
                        .addKeyValue("address", address(client))
                        .addKeyValue("userId", UserId.of(exchange).orElse("-"))
                        .addKeyValue("traceId", TraceId.of(exchange).orElse("-"));
        line.log("request");
    }

    private static String address(@Nullable InetSocketAddress client) {
        return client == null ? "-" : client.getAddress().getHostAddress();
    }

    private static final class CountedResponse extends ServerHttpResponseDecorator {
        private final AtomicLong written = new AtomicLong();

        CountedResponse(ServerHttpResponse response) {
            super(response);
        }

        long written() {
            return written.get();
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            if (body instanceof Mono<? extends DataBuffer> single) {
                return super.writeWith(single.doOnNext(this::count));
            }
            return super.writeWith(Flux.from(body).doOnNext(this::count));
        }

        @Override
        public Mono<Void> writeAndFlushWith(
                Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return super.writeAndFlushWith(
                    Flux.from(body).map(part -> Flux.from(part).doOnNext(this::count)));
        }

        private void count(DataBuffer part) {
            written.addAndGet(part.readableByteCount());
        }
    }
}
