package io.guildhall.defaults.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Reads the trace from the current span, or from the request when its span has ended already (error pages). */
final class RequestTrace implements CurrentTrace {
    static final String ATTRIBUTE = RequestTrace.class.getName();

    /** Asked for at the first request: the tracer is made after this. */
    private final SingletonSupplier<Tracer> tracer;

    RequestTrace(ObjectProvider<Tracer> tracer) {
        this.tracer = SingletonSupplier.ofNullable(tracer::getIfAvailable);
    }

    @Override
    public Optional<String> id() {
        return currentSpan().or(RequestTrace::fromRequest);
    }

    private Optional<String> currentSpan() {
        @Nullable Tracer found = tracer.get();
        @Nullable Span span = found == null ? null : found.currentSpan();
        return Optional.ofNullable(span)
                .map(current -> current.context().traceId())
                .filter(id -> !id.isEmpty());
    }

    private static Optional<String> fromRequest() {
        RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
        if (attributes == null) {
            return Optional.empty();
        }
        Object id = attributes.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return id instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
