package io.guildhall.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.web.HttpCall.Answer;
import java.util.List;
import java.util.Objects;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What holds for every exchange, whatever it is about. */
@WebDefaultsTest
class ConnectionIT {
    @LocalServerPort private int port;
    @Autowired private ServletWebServerApplicationContext server;

    @Test
    void refusesLongBodiesDeclaredOrNot() {
        String body = "{\"id\":1,\"name\":\"" + "x".repeat(3_000) + "\",\"count\":3}";

        Answer declared = post(body);
        Answer chunked = HttpCall.to(port, "/things").postChunked(body);

        for (Answer answer : List.of(declared, chunked)) {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("request-too-large");
        }
    }

    @Test
    void sendsSecurityHeaders() {
        Answer answer = get("/things/1");

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.response().headers().map()).doesNotContainKeys("Server", "Set-Cookie");
    }

    @Test
    void continuesTheTraceOfTheCaller() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        Answer answer =
                HttpCall.to(port, "/failures/refused")
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                        .get();

        assertThat(answer.header("X-Trace-Id")).isEqualTo(trace);
        assertThat(answer.text("$.traceId")).isEqualTo(trace);
    }

    @Test
    void countsRequestsForPrometheus() {
        get("/things/1");

        Answer metrics = get("/actuator/prometheus");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.body())
                .contains("http_server_requests_seconds_count")
                .contains("uri=\"/things/{id}\"");
    }

    @Test
    void keepsConnectionsLongerThanTheGatewayDoes() {
        AbstractHttp11Protocol<?> protocol =
                (AbstractHttp11Protocol<?>)
                        ((TomcatWebServer) Objects.requireNonNull(server.getWebServer()))
                                .getTomcat()
                                .getConnector()
                                .getProtocolHandler();

        assertThat(protocol.getKeepAliveTimeout()).isGreaterThan(30_000);
        assertThat(protocol.getMaxKeepAliveRequests()).isEqualTo(-1);
    }

    private Answer get(String path) {
        return HttpCall.to(port, path).get();
    }

    private Answer post(String body) {
        return HttpCall.to(port, "/things").post(body);
    }
}
