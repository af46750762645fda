package io.guildhall.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.task.testing.Api;
import io.guildhall.task.testing.TaskServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages' client is generated from {@code frontend/openapi/task-service.json}, which is this service's own document
 * to the letter. {@code -Dguildhall.openapi.export=true} writes it.
 */
@TaskServiceTest
class OpenApiContractIT {
    private static final Path CONTRACT = Path.of("../frontend/openapi/task-service.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Autowired private Api api;

    @Test
    void pagesKnowExactlyThisService() throws IOException {
        JsonNode own = api.get(null, "/v3/api-docs").expect(200).json();
        if (Boolean.getBoolean("guildhall.openapi.export")) {
            Files.writeString(CONTRACT, JSON.writeValueAsString(own) + "\n");
        }

        assertThat(JSON.readTree(Files.readString(CONTRACT)))
                .as("run with -Dguildhall.openapi.export=true and commit the file")
                .isEqualTo(own);
    }
}
