package io.guildhall.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.UserServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages' client is generated from {@code frontend/openapi/user-service.json}, which is this service's own
 * document, to the letter.
 */
@UserServiceTest
class OpenApiContractIT {
    private static final Path COMMITTED = Path.of("../frontend/openapi/user-service.json");
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                    .defaultPrettyPrinter(
                            new DefaultPrettyPrinter()
                                    .withObjectIndenter(INDENT)
                                    .withArrayIndenter(INDENT))
                    .build();

    @Autowired private Doors doors;

    static boolean hasFrontend() {
        return Files.exists(COMMITTED.getParent());
    }

    @Test
    @EnabledIf("hasFrontend")
    void committedDocumentIsTheServicesOwn() throws IOException {
        String own = written(doors.browser().get("/v3/api-docs").json());
        String export = System.getProperty("guildhall.openapi.export");
        if (export != null) {
            Files.writeString(Path.of(export), own);
        }

        assertThat(Files.readString(COMMITTED))
                .as(
                        "frontend/openapi/user-service.json; to write it anew: mvn -pl user-service -am"
                                + " verify -Dtest=none -Dit.test=OpenApiContractIT"
                                + " -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dfailsafe.failIfNoSpecifiedTests=false"
                                + " -Dguildhall.openapi.export=../frontend/openapi/user-service.json"
                                + " and then, in frontend, npm run generate")
                .isEqualTo(own);
    }

    private static String written(JsonNode document) {
        return JSON.writeValueAsString(document) + '\n';
    }
}
