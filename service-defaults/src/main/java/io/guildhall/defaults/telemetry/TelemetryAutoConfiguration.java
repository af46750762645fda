package io.guildhall.defaults.telemetry;

import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The trace id where people and logs need it; Boot does the tracing itself. */
@AutoConfiguration
class TelemetryAutoConfiguration {
    /** Right after the filter that opens the request's span. */
    private static final int AFTER_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean
    CurrentTrace currentTrace(ObjectProvider<Tracer> tracer) {
        return new RequestTrace(tracer);
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    FilterRegistrationBean<TraceHeaderFilter> traceHeaderFilter(CurrentTrace trace) {
        FilterRegistrationBean<TraceHeaderFilter> registration =
                new FilterRegistrationBean<>(new TraceHeaderFilter(trace));
        registration.setOrder(AFTER_OBSERVATION);
        return registration;
    }
}
