package io.guildhall.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.web.HttpCall.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The OpenAPI document of a service. */
@WebDefaultsTest
class DocumentIT {
    @LocalServerPort private int port;

    @Test
    void documentsWhoMayCallWhat() {
        Answer document = get("/v3/api-docs");

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.at("$.info.title")).isEqualTo("test-service");
        assertThat(document.at("$.paths['/things'].post.x-guildhall-access")).isEqualTo("public");
        assertThat(document.at("$.paths['/me'].get.x-guildhall-access")).isEqualTo("authenticated");
        assertThat(document.at("$.paths['/admin'].get.x-guildhall-access"))
                .isEqualTo("MANAGE_USERS");
        assertThat(document.text("$.paths['/admin'].get.responses.keys()"))
                .contains("200", "401", "403", "default");
        assertThat(document.text("$.paths['/admin'].get.security")).contains("accessToken");
        assertThat(document.text("$.paths['/things'].post")).doesNotContain("accessToken");
        assertThat(document.text("$.paths.keys()")).doesNotContain("/error");
    }

    @Test
    void documentsJsonAsItIsWritten() {
        Answer document = get("/v3/api-docs");
        String thing = "$.components.schemas.Thing";

        assertThat(document.text(thing + ".properties.id")).contains("string", "int64");
        assertThat(document.text(thing + ".properties.count.type")).isEqualTo("integer");
        assertThat(document.text(thing + ".required")).isEqualTo("[\"count\",\"id\",\"name\"]");
        assertThat(document.text(thing + ".properties.email.type")).contains("string", "null");
        assertThat(document.text("$.paths['/things/{id}'].get.parameters[0].schema"))
                .contains("string", "int64");
        assertThat(document.text("$.paths['/me'].get")).doesNotContain("parameters");
        assertThat(document.text("$.components.schemas.Problem.required")).contains("code");
    }

    private Answer get(String path) {
        return HttpCall.to(port, path).get();
    }
}
