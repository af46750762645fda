package io.guildhall.gateway.identity;

import io.guildhall.gateway.problem.Problem;
import io.guildhall.gateway.problem.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers a token that is not believed with 401, and one that cannot be judged with 503: a browser throws
 * its session away on a 401, which an outage must not cause.
 */
@Component
class TokenRefusals implements ServerAuthenticationFailureHandler {
    private final ProblemWriter problems;

    TokenRefusals(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> onAuthenticationFailure(
            WebFilterExchange filtered, AuthenticationException failure) {
        return problems.write(filtered.getExchange(), problemFor(failure));
    }

    private static Problem problemFor(AuthenticationException failure) {
        if (failure instanceof AuthenticationServiceException) {
            return Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "service-unavailable",
                            "The access token cannot be checked right now.")
                    .with("area", "accounts")
                    .retryAfterSeconds(5);
        }
        return Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthenticated",
                        "The access token is not valid; a valid one, or none, is expected.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
