package io.guildhall.gateway.problem;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.cloud.gateway.support.ServiceUnavailableException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Turns whatever fails in the gateway into a problem that tells no internals. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErrorProblems implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ErrorProblems.class);

    /** Route metadata: what people call the part of the site that the service is behind. */
    private static final String AREA = "area";

    private final ProblemWriter problems;

    ErrorProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        return problems.write(exchange, problemFor(exchange, error));
    }

    private static Problem problemFor(ServerWebExchange exchange, Throwable error) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        if (error instanceof ProblemException refusal) {
            return refusal.problem();
        }
        if (route != null && error instanceof ServiceUnavailableException) {
            return serviceUnavailable(route); // the breaker is open
        }
        if (route != null && error instanceof IOException) {
            log.warn("{} cannot be reached: {}", route.getId(), error.toString());
            return serviceUnavailable(route);
        }
        if (route != null && error instanceof TimeoutException) {
            return serviceTimeout(route);
        }
        if (error instanceof ErrorResponse response) {
            return problemFor(route, response);
        }
        log.error(
                "Request failed: {} {}",
                exchange.getRequest().getMethod(),
                exchange.getRequest().getURI().getRawPath(),
                error);
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Something failed inside; it was logged with the trace id.");
    }

    private static Problem problemFor(@Nullable Route route, ErrorResponse response) {
        HttpStatus status = HttpStatus.resolve(response.getStatusCode().value());
        if (status == null) {
            status = HttpStatus.INTERNAL_SERVER_ERROR;
        }
        if (route != null && status == HttpStatus.SERVICE_UNAVAILABLE) {
            return serviceUnavailable(route);
        }
        if (route != null && status == HttpStatus.GATEWAY_TIMEOUT) {
            return serviceTimeout(route);
        }
        Problem problem = Problem.of(status, codeOf(status), detailOf(status));
        for (var header : response.getHeaders().headerSet()) {
            problem = problem.withHeader(header.getKey(), String.join(", ", header.getValue()));
        }
        return problem;
    }

    private static Problem serviceUnavailable(Route route) {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "service-unavailable",
                        "The part of the site for %s cannot be reached right now."
                                .formatted(area(route)))
                .with(AREA, area(route))
                .retryAfterSeconds(5);
    }

    private static Problem serviceTimeout(Route route) {
        return Problem.of(
                        HttpStatus.GATEWAY_TIMEOUT,
                        "service-timeout",
                        "The part of the site for %s did not answer in time."
                                .formatted(area(route)))
                .with(AREA, area(route));
    }

    private static String area(Route route) {
        return String.valueOf(route.getMetadata().getOrDefault(AREA, route.getId()));
    }

    private static String codeOf(HttpStatus status) {
        if (status.is5xxServerError()) {
            return status == HttpStatus.SERVICE_UNAVAILABLE
                    ? "service-unavailable"
                    : "internal-error";
        }
        return switch (status) {
            case UNAUTHORIZED -> "unauthenticated";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case NOT_ACCEPTABLE -> "not-acceptable";
            case CONTENT_TOO_LARGE -> "request-too-large";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
            case TOO_MANY_REQUESTS -> "too-many-requests";
            default -> "invalid-request";
        };
    }

    private static String detailOf(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not take this method.";
            default -> status.getReasonPhrase() + ".";
        };
    }
}
