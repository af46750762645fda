package io.guildhall.defaults.outbox;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of the running span, so that a consumer's work joins the trace that caused it. */
final class Traceparents implements Supplier<@Nullable String> {
    private static final int LENGTH = 55;

    private final Tracer tracer;
    private final Propagator propagator;

    Traceparents(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Override
    public @Nullable String get() {
        Span span = tracer.currentSpan();
        if (span == null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        propagator.inject(
                span.context(),
                headers,
                (carrier, name, value) -> {
                    if (carrier != null) {
                        carrier.put(name, value);
                    }
                });
        String traceparent = headers.get(EventHeaders.TRACEPARENT);
        return traceparent != null && traceparent.length() == LENGTH ? traceparent : null;
    }
}
