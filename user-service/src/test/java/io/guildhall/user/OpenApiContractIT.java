package io.guildhall.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages' client is generated from {@code frontend/openapi/user-service.json}: what that promises, this
 * service does. {@code -Dguildhall.openapi.export=<file>} writes the service's own document.
 */
@UserServiceTest
class OpenApiContractIT {
    private static final Path CONTRACT = Path.of("../frontend/openapi/user-service.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Autowired private Doors doors;

    static boolean hasContract() {
        return Files.exists(CONTRACT);
    }

    @Test
    @EnabledIf("hasContract")
    void keepsThePromisesThatThePagesRelyOn() throws IOException {
        JsonNode own = doors.browser().get("/v3/api-docs").body();
        String export = System.getProperty("guildhall.openapi.export");
        if (export != null) {
            Files.writeString(Path.of(export), JSON.writeValueAsString(own));
        }

        SortedMap<String, SortedSet<String>> promised = operations(JSON.readTree(CONTRACT));
        SortedMap<String, SortedSet<String>> kept = operations(own);

        assertThat(kept.keySet()).containsAll(promised.keySet());
        promised.forEach(
                (operation, properties) ->
                        assertThat(kept.get(operation)).as(operation).containsAll(properties));
    }

    /** For each operation what it takes and gives, one line for each property however deep. */
    private static SortedMap<String, SortedSet<String>> operations(JsonNode document) {
        SortedMap<String, SortedSet<String>> operations = new TreeMap<>();
        document.get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                method -> {
                                                    if (method.getValue().has("responses")) {
                                                        operations.put(
                                                                method.getKey()
                                                                        + " "
                                                                        + path.getKey(),
                                                                lines(document, method.getValue()));
                                                    }
                                                }));
        return operations;
    }

    private static SortedSet<String> lines(JsonNode document, JsonNode operation) {
        SortedSet<String> lines = new TreeSet<>();
        operation
                .path("parameters")
                .forEach(parameter -> lines.add("parameter " + parameter.get("name").asString()));
        collect(document, schema(operation.path("requestBody")), "takes", lines, new HashSet<>());
        operation
                .get("responses")
                .properties()
                .forEach(
                        response -> {
                            if (response.getKey().startsWith("2")) {
                                lines.add("answers " + response.getKey());
                                collect(
                                        document,
                                        schema(response.getValue()),
                                        "gives",
                                        lines,
                                        new HashSet<>());
                            }
                        });
        return lines;
    }

    private static JsonNode schema(JsonNode holder) {
        JsonNode content = holder.path("content");
        return content.isEmpty() ? content : content.iterator().next().path("schema");
    }

    private static void collect(
            JsonNode document, JsonNode schema, String at, Set<String> lines, Set<String> open) {
        if (schema.isMissingNode() || schema.isEmpty()) {
            return;
        }
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asString();
            if (open.add(name)) {
                collect(document, document.at(name.substring(1)), at, lines, open);
                open.remove(name);
            }
            return;
        }
        for (String many : new String[] {"anyOf", "oneOf", "allOf"}) {
            schema.path(many).forEach(one -> collect(document, one, at, lines, open));
        }
        collect(document, schema.path("items"), at, lines, open);
        schema.path("properties")
                .properties()
                .forEach(
                        property -> {
                            String name = at + '.' + property.getKey();
                            lines.add(name);
                            collect(document, property.getValue(), name, lines, open);
                        });
    }
}
