package io.guildhall.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.web.HttpCall.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How refusals, outages and defects are told. */
@WebDefaultsTest
class ProblemsIT {
    @LocalServerPort private int port;

    @Test
    void tellsParametersThatAreWrong() {
        Answer path = get("/things/abc");
        Answer query = get("/things/1?limit=101");

        assertThat(path.status()).isEqualTo(400);
        assertThat(path.text("$.errors[0].field")).isEqualTo("id");
        assertThat(path.text("$.errors[0].code")).isEqualTo("type");
        assertThat(query.status()).isEqualTo(400);
        assertThat(query.text("$.errors[0].field")).isEqualTo("limit");
        assertThat(query.text("$.errors[0].code")).isEqualTo("max");
        assertThat(query.at("$.errors[0].limits.value")).isEqualTo(100);
    }

    @Test
    void tellsWhatIsNotDoneHere() {
        assertThat(get("/nowhere").code()).isEqualTo("not-found");
        assertThat(get("/nowhere").status()).isEqualTo(404);
        Answer method = HttpCall.to(port, "/things").method("DELETE");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method-not-allowed");
        assertThat(method.header("Allow")).isEqualTo("POST");
        Answer type =
                HttpCall.to(port, "/things").header("Content-Type", "text/plain").method("POST");
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.code()).isEqualTo("unsupported-media-type");
        Answer accept = HttpCall.to(port, "/things/1").header("Accept", "application/pdf").get();
        assertThat(accept.status()).isEqualTo(406);
        assertThat(accept.code()).isEqualTo("not-acceptable");
        assertThat(get("/error").status()).isEqualTo(404);
    }

    @Test
    void namesNoContainerWhenItRefusesAnAddress() {
        Answer answer = get("/things/%00;x=%2e%2e/y");

        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.body()).doesNotContain("Tomcat", "Exception");
    }

    @Test
    void tellsRefusalsWithTheirProperties() {
        Answer refused = get("/failures/refused");
        Answer limited = get("/failures/limited");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("name-taken");
        assertThat(refused.text("$.type")).isEqualTo("urn:guildhall:problem:name-taken");
        assertThat(refused.text("$.instance")).isEqualTo("/failures/refused");
        assertThat(refused.text("$.name")).isEqualTo("x");
        assertThat(refused.text("$.errors[0].code")).isEqualTo("taken");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("Retry-After")).isEqualTo("30");
        assertThat(get("/failures/stale").status()).isEqualTo(409);
        assertThat(get("/failures/stale").code()).isEqualTo("concurrent-change");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "transaction", "redis", "kafka"})
    void tellsAnOutageAsAnOutage(String kind) {
        Answer answer = get("/failures/" + kind);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("temporarily-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).doesNotContain("hunter2", "gone");
    }

    /** Who reads half a file must not take it for the whole. */
    @Test
    void cutsTheConnectionWhenAnAnswerFailsHalfWay() {
        assertThatThrownBy(() -> get("/half")).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void tellsASlowAnswerAsAnOutage() {
        Answer answer = get("/slow");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("temporarily-unavailable");
    }

    @Test
    void revealsNothingOfADefect() {
        Answer answer = get("/failures/defect");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal-error");
        assertThat(answer.body()).doesNotContain("vault", "IllegalState", "io.guildhall");
        assertThat(answer.text("$.traceId")).hasSize(32);
        assertThat(answer.header("X-Trace-Id")).isEqualTo(answer.text("$.traceId"));
    }

    private Answer get(String path) {
        return HttpCall.to(port, path).get();
    }
}
