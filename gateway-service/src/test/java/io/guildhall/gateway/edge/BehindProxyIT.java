package io.guildhall.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.gateway.GatewayScenario;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@DirtiesContext
@TestPropertySource(properties = "guildhall.edge.trusted-proxies=127.0.0.0/8")
class BehindProxyIT extends GatewayScenario {

    @Test
    void serviceIsToldWhatTheProxySaid() {
        read(
                "/api/v1/site",
                "X-Forwarded-For",
                "1.2.3.4, 198.51.100.7",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "guild.example");

        SERVICE.verify(
                getRequestedFor(urlEqualTo("/api/v1/site"))
                        .withHeader("X-Forwarded-For", equalTo("198.51.100.7"))
                        .withHeader("X-Forwarded-Proto", equalTo("https"))
                        .withHeader("X-Forwarded-Host", equalTo("guild.example"))
                        .withHeader("X-Forwarded-Port", equalTo("443")));
    }

    @Test
    void onlySecureConnectionsArePromisedToStaySecure() {
        HttpResponse<String> secure = read("/api/v1/site", "X-Forwarded-Proto", "https");

        assertThat(header(secure, "Strict-Transport-Security")).isEqualTo("max-age=31536000");
        assertThat(header(read("/api/v1/site"), "Strict-Transport-Security")).isEmpty();
    }

    @Test
    void metricsAreForTheInside() {
        assertThat(read("/actuator/prometheus").statusCode()).isEqualTo(200);

        HttpResponse<String> outside =
                read("/actuator/prometheus", "X-Forwarded-For", "198.51.100.7");

        assertThat(outside.statusCode()).isEqualTo(404);
    }

    @Test
    void healthTellsNoDetails() {
        HttpResponse<String> answer = read("/actuator/health/readiness");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }
}
