package io.guildhall.defaults.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.guildhall.defaults.testing.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI document of a service that lies in {@code frontend/openapi}, and from which the pages' client is generated.
 * Where there is no frontend, nothing is compared.
 */
public final class OpenApiContract {
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

    private final String service;
    private final Path committed;

    public OpenApiContract(String service) {
        this.service = service;
        this.committed = Path.of("../frontend/openapi", service + ".json");
    }

    /** The committed document is what the service answers, to the letter. */
    public void assertSame(Answer answer) throws IOException {
        assumeThat(committed.getParent()).isDirectory();
        String own = JSON.writeValueAsString(answer.expect(200).json()) + '\n';
        String export = System.getProperty("guildhall.openapi.export");
        if (export != null) {
            Files.writeString(Path.of(export), own);
        }

        assertThat(Files.readString(committed))
                .as(
                        """
                        frontend/openapi/%1$s.json; to write it anew: mvn -pl %1$s -am verify -Dtest=none \
                        -Dit.test=OpenApiContractIT -Dsurefire.failIfNoSpecifiedTests=false \
                        -Dfailsafe.failIfNoSpecifiedTests=false \
                        -Dguildhall.openapi.export=../frontend/openapi/%1$s.json \
                        and then, in frontend, npm run generate""",
                        service)
                .isEqualTo(own);
    }
}
