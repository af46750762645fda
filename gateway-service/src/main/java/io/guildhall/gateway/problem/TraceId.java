package io.guildhall.gateway.problem;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** The trace that a request belongs to, read from the request itself: no thread-local is involved. */
public final class TraceId {
    private TraceId() {}

    /** The W3C trace id of the request, once it is observed. */
    public static Optional<String> of(ServerWebExchange exchange) {
        return contextOf(exchange).map(TraceContext::traceId);
    }

    /** Where the request stands in its trace, for those that go on with it. */
    public static Optional<TraceContext> contextOf(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .flatMap(TraceId::read);
    }

    private static Optional<TraceContext> read(ServerRequestObservationContext observed) {
        TracingContext tracing = observed.get(TracingContext.class);
        Span span = tracing == null ? null : tracing.getSpan();
        return span == null ? Optional.empty() : Optional.of(span.context());
    }
}
