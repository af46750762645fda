package io.guildhall.defaults.problem;

import io.guildhall.defaults.telemetry.CurrentTrace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Answers failures with RFC 9457 problem details: for controllers, and for filters that run before them. */
public final class ProblemResponses {
    private static final Logger log = LoggerFactory.getLogger(ProblemResponses.class);

    private final ProblemTranslation translation = new ProblemTranslation();
    private final CurrentTrace trace;
    private final JsonMapper json;

    ProblemResponses(CurrentTrace trace, JsonMapper json) {
        this.trace = trace;
        this.json = json;
    }

    /** The answer to a request whose handling failed; logs what the answer must not reveal. */
    public ResponseEntity<ProblemDetail> answer(Throwable failure, HttpServletRequest request) {
        Problem problem = translation.translate(failure);
        report(problem, failure, request);
        return entity(problem, request.getRequestURI());
    }

    /** Writes the answer directly, where no controller answers. */
    public void write(Throwable failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        ResponseEntity<ProblemDetail> answer = answer(failure, request);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(answer.getBody()));
    }

    /** The answer to what the container refused by a bare status. */
    ResponseEntity<ProblemDetail> answer(HttpStatusCode status, String path) {
        return entity(translation.translate(status), path);
    }

    private ResponseEntity<ProblemDetail> entity(Problem problem, String path) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(problem.status(), problem.detail());
        body.setType(URI.create("urn:guildhall:problem:" + problem.code()));
        body.setInstance(instance(path));
        problem.properties().forEach(body::setProperty);
        body.setProperty("code", problem.code());
        trace.id().ifPresent(id -> body.setProperty("traceId", id));
        body.setProperty("errors", problem.errors());
        return ResponseEntity.status(problem.status())
                .headers(headers -> headers.putAll(problem.headers()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /** Clients send paths that are no URI; those are left out rather than failed on. */
    private static URI instance(String path) {
        try {
            return new URI(path);
        } catch (URISyntaxException e) {
            return URI.create("about:blank");
        }
    }

    private static void report(Problem problem, Throwable failure, HttpServletRequest request) {
        if (problem.status().is5xxServerError() && !(failure instanceof ProblemException)) {
            // A path may carry line breaks in encoded form only, so that it cannot forge a log
            // line.
            String where = request.getMethod() + " " + request.getRequestURI();
            if (problem.status().value() == 500) {
                log.error("{} failed", where, failure);
            } else {
                log.warn("{} failed by an outage: {}", where, failure.toString());
            }
        }
    }
}
