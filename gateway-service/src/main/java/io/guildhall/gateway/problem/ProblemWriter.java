package io.guildhall.gateway.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the answer of a request. */
@Component
public class ProblemWriter {
    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Answers with the problem; whatever was prepared as an answer before is dropped. */
    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        return Mono.defer(
                () -> {
                    byte[] body = json.writeValueAsBytes(members(exchange, problem));
                    response.setStatusCode(problem.status());
                    HttpHeaders headers = response.getHeaders();
                    headers.remove(HttpHeaders.CONTENT_ENCODING);
                    headers.remove(HttpHeaders.TRANSFER_ENCODING);
                    problem.headers().forEach(headers::put);
                    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
                    headers.setCacheControl("no-store");
                    headers.setContentLength(body.length);
                    DataBuffer buffer = response.bufferFactory().wrap(body);
                    return response.writeWith(Mono.just(buffer));
                });
    }

    /** The body of an answer to what could not be read as a request. */
    public byte[] withoutRequest(Problem problem) {
        Map<String, Object> members = standard(problem);
        members.put("errors", List.of());
        members.putAll(problem.properties());
        return json.writeValueAsBytes(members);
    }

    private static Map<String, Object> members(ServerWebExchange exchange, Problem problem) {
        Map<String, Object> members = standard(problem);
        members.put("instance", exchange.getRequest().getURI().getRawPath());
        TraceId.of(exchange).ifPresent(traceId -> members.put("traceId", traceId));
        members.put("errors", List.of());
        members.putAll(problem.properties());
        return members;
    }

    private static Map<String, Object> standard(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:guildhall:problem:" + problem.code());
        members.put("title", problem.status().getReasonPhrase());
        members.put("status", problem.status().value());
        members.put("detail", problem.detail());
        members.put("code", problem.code());
        return members;
    }
}
