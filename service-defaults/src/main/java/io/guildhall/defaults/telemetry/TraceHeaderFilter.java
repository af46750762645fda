package io.guildhall.defaults.telemetry;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the caller the trace id, so that a report can be followed into the logs. */
final class TraceHeaderFilter extends OncePerRequestFilter {
    static final String HEADER = "X-Trace-Id";

    private final CurrentTrace trace;

    TraceHeaderFilter(CurrentTrace trace) {
        this.trace = trace;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        trace.id()
                .ifPresent(
                        id -> {
                            response.setHeader(HEADER, id);
                            request.setAttribute(RequestTrace.ATTRIBUTE, id);
                        });
        chain.doFilter(request, response);
    }
}
