package io.guildhall.gateway.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.gateway.GatewayScenario;
import io.guildhall.gateway.TokenIssuer;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {"guildhall.security.keys-retry=10ms", "guildhall.security.keys-fresh=10ms"})
@DirtiesContext
class TokenAtTheDoorIT extends GatewayScenario {

    @Test
    void goodTokenReachesTheServiceUnchanged() {
        String token = ISSUER.tokenOf("42");

        assertThat(read("/api/v1/me", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);

        SERVICE.verify(
                getRequestedFor(urlEqualTo("/api/v1/me"))
                        .withHeader("Authorization", equalTo("Bearer " + token)));
    }

    @Test
    void requestWithoutTokenIsForTheServiceToJudge() {
        assertThat(read("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void badTokenIsRefusedBeforeTheService() {
        String token = ISSUER.token(claims -> claims.issuer("somebody"));

        HttpResponse<String> answer = read("/api/v1/me", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"unauthenticated\"").contains("\"traceId\"");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer");
        SERVICE.verify(0, getRequestedFor(urlEqualTo("/api/v1/me")));
    }

    @Test
    void garbageAfterBearerIsRefused() {
        assertThat(read("/api/v1/me", "Authorization", "Bearer ä b").statusCode()).isIn(400, 401);
        assertThat(read("/api/v1/me", "Authorization", "Bearer").statusCode()).isEqualTo(401);
        assertThat(read("/api/v1/me", "Authorization", "Bearer a.b").statusCode()).isEqualTo(401);
    }

    @Test
    void knownKeysGoOnServingWhileTheIssuerIsDownAndUnknownOnesAreAnOutage() {
        String known = "Bearer " + ISSUER.tokenOf("42");
        assertThat(read("/api/v1/me", "Authorization", known).statusCode()).isEqualTo(200);

        SERVICE.stubFor(get("/.well-known/jwks.json").willReturn(serverError()));

        String another = "Bearer " + ISSUER.tokenOf("43");
        assertThat(read("/api/v1/me", "Authorization", another).statusCode()).isEqualTo(200);
        HttpResponse<String> unknown =
                read("/api/v1/me", "Authorization", "Bearer " + new TokenIssuer("x").tokenOf("1"));
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.body()).contains("\"code\":\"service-unavailable\"");
        assertThat(header(unknown, "Retry-After")).isEqualTo("5");
    }

    @Test
    void newKeyIsBelievedAtOnceAndWithdrawnKeyNoMore() {
        String before = "Bearer " + ISSUER.tokenOf("42");
        assertThat(read("/api/v1/me", "Authorization", before).statusCode()).isEqualTo(200);

        TokenIssuer next = new TokenIssuer("second");
        SERVICE.stubFor(
                get("/.well-known/jwks.json").willReturn(aResponse().withBody(next.jwks())));

        String after = "Bearer " + next.tokenOf("42");
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            assertThat(read("/api/v1/me", "Authorization", after).statusCode())
                                    .isEqualTo(200);
                            assertThat(read("/api/v1/me", "Authorization", before).statusCode())
                                    .isEqualTo(401);
                        });
    }
}
