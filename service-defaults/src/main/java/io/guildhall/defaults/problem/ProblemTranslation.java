package io.guildhall.defaults.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Decides what the outside is told about a failure; the one place where exceptions become problem codes. */
final class ProblemTranslation {
    private static final String RETRY_SECONDS = "5";

    Problem translate(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> refused(problem);
            case MethodArgumentNotValidException invalid ->
                    invalid(FieldProblems.of(invalid.getBindingResult()));
            case BindException invalid -> invalid(FieldProblems.of(invalid.getBindingResult()));
            case HandlerMethodValidationException invalid when !invalid.isForReturnValue() ->
                    invalid(FieldProblems.of(invalid));
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentTypeMismatchException mismatch ->
                    invalid(
                            List.of(
                                    FieldProblems.wrongType(
                                            mismatch.getName(), mismatch.getRequiredType())));
            case MissingServletRequestParameterException missing ->
                    missing(missing.getParameterName());
            case MissingServletRequestPartException missing ->
                    missing(missing.getRequestPartName());
            case MissingRequestHeaderException missing -> missing(missing.getHeaderName());
            case MissingRequestCookieException missing -> missing(missing.getCookieName());
            case MaxUploadSizeExceededException _ -> tooLarge();
            case NoHandlerFoundException _ -> notFound();
            case NoResourceFoundException _ -> notFound();
            case HttpRequestMethodNotSupportedException refused ->
                    of(HttpStatus.METHOD_NOT_ALLOWED, refused, methods(refused));
            case HttpMediaTypeNotSupportedException refused ->
                    of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            refused,
                            refused.getContentType()
                                    + " is not read here, but "
                                    + refused.getSupportedMediaTypes());
            case HttpMediaTypeNotAcceptableException refused ->
                    of(
                            HttpStatus.NOT_ACCEPTABLE,
                            refused,
                            "Only " + refused.getSupportedMediaTypes() + " can be answered.");
            case AsyncRequestTimeoutException _ -> unavailable();
            case AccessDeniedException _ ->
                    Problem.of(HttpStatus.FORBIDDEN, "forbidden", "This is not allowed.");
            case AuthenticationServiceException _ -> unavailable();
            case OAuth2AuthenticationException refused ->
                    unauthenticated()
                            .withHeader(
                                    HttpHeaders.WWW_AUTHENTICATE,
                                    "Bearer error=\"" + refused.getError().getErrorCode() + "\"");
            case AuthenticationException _ -> unauthenticated();
            case ErrorResponse response when response.getStatusCode().is4xxClientError() ->
                    clientError(response.getStatusCode());
            default ->
                    ProblemExplanations.explain(failure)
                            .map(ProblemTranslation::refused)
                            .orElseGet(ProblemTranslation::internalError);
        };
    }

    /** For what the container refused before anything of ours saw it. */
    Problem translate(HttpStatusCode status) {
        if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return notFound();
        }
        if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
            return unauthenticated();
        }
        if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
            return unavailable();
        }
        return status.is4xxClientError() ? clientError(status) : internalError();
    }

    private static Problem refused(ProblemException problem) {
        Problem told =
                new Problem(
                        status(problem.kind()),
                        problem.code(),
                        problem.getMessage() == null ? "" : problem.getMessage(),
                        problem.fields(),
                        problem.properties(),
                        HttpHeaders.EMPTY);
        Object retryAfter = problem.properties().get("retryAfter");
        if (retryAfter instanceof Number seconds) {
            return told.withHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        return switch (problem.kind()) {
            case UNAVAILABLE, TOO_MANY_REQUESTS ->
                    told.withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            case UNAUTHENTICATED -> told.withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case INVALID, FORBIDDEN, NOT_FOUND, CONFLICT, GONE, TOO_LARGE -> told;
        };
    }

    private static HttpStatus status(ProblemKind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case GONE -> HttpStatus.GONE;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case TOO_MANY_REQUESTS -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static Problem unreadable(HttpMessageNotReadableException failure) {
        ProblemException refused = find(failure, ProblemException.class);
        if (refused != null) {
            return refused(refused);
        }
        JacksonException json = find(failure, JacksonException.class);
        List<FieldProblem> fields = json == null ? List.of() : FieldProblems.of(json);
        return fields.isEmpty()
                ? Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-request",
                        "The body is missing or is not well-formed JSON.")
                : invalid(fields);
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static Problem invalid(List<FieldProblem> errors) {
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-request",
                        "The request has fields that are not as expected: see errors.")
                .withErrors(errors);
    }

    private static Problem missing(String name) {
        return invalid(List.of(new FieldProblem(name, "not-null", "is missing")));
    }

    private static Problem of(HttpStatus status, ErrorResponse response, String detail) {
        String code = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Problem.of(status, code, detail).withHeaders(response.getHeaders());
    }

    private static String methods(HttpRequestMethodNotSupportedException refused) {
        return refused.getMethod() + " is not done here, but " + refused.getSupportedHttpMethods();
    }

    private static Problem clientError(HttpStatusCode status) {
        return Problem.of(status, "invalid-request", "The request cannot be understood.");
    }

    private static Problem notFound() {
        return Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address.");
    }

    private static Problem tooLarge() {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "request-too-large",
                "The body is larger than what is read here.");
    }

    private static Problem unauthenticated() {
        return Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthenticated",
                        "A valid access token is needed.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private static Problem unavailable() {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "temporarily-unavailable",
                        "Something that this needs does not answer now; try again soon.",
                        List.of(),
                        Map.of(),
                        HttpHeaders.EMPTY)
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    private static Problem internalError() {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Something went wrong here; it was reported with the trace id.");
    }
}
