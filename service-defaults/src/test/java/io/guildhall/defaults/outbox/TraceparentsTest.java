package io.guildhall.defaults.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.junit.jupiter.api.Test;

class TraceparentsTest {
    private static final String VALUE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Tracer tracer = mock(Tracer.class);
    private final Propagator propagator = mock(Propagator.class);

    @Test
    void thereIsNoneOutsideOfASpan() {
        assertThat(new Traceparents(tracer, propagator).get()).isNull();
    }

    @Test
    void itIsWhatThePropagatorInjects() {
        Span span = mock(Span.class);
        when(tracer.currentSpan()).thenReturn(span);
        when(span.context()).thenReturn(mock(TraceContext.class));
        doAnswer(
                        call -> {
                            Propagator.Setter<Object> setter = call.getArgument(2);
                            setter.set(call.getArgument(1), "traceparent", VALUE);
                            return null;
                        })
                .when(propagator)
                .inject(any(), any(), any());

        assertThat(new Traceparents(tracer, propagator).get()).isEqualTo(VALUE);
    }
}
