package io.guildhall.defaults.problem;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * What a refused or failed request is told, before it is written.
 *
 * @param headers response headers that belong to it, such as {@code Retry-After}
 */
record Problem(
        HttpStatusCode status,
        String code,
        String detail,
        List<FieldProblem> errors,
        Map<String, Object> properties,
        HttpHeaders headers) {

    static Problem of(HttpStatusCode status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of(), HttpHeaders.EMPTY);
    }

    Problem withHeaders(HttpHeaders added) {
        return new Problem(status, code, detail, errors, properties, added);
    }

    Problem withHeader(String name, String value) {
        HttpHeaders added = new HttpHeaders();
        added.set(name, value);
        return withHeaders(added);
    }

    Problem withErrors(List<FieldProblem> found) {
        return new Problem(status, code, detail, found, properties, headers);
    }
}
