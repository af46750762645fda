package io.guildhall.defaults.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Puts into the document what all services share: its title, the token, the shape of a problem. */
final class ServiceDocument implements GlobalOpenApiCustomizer {
    private static final String CONVENTIONS =
            """
            Ids are 64-bit numbers and travel as strings of digits. Times are ISO 8601 in UTC. Lists come in pages: \
            `nextCursor` of one is `cursor` of the next, null on the last.

            A refusal is a problem document (RFC 9457) whose `code` is stable; pages turn it into text. `x-guildhall-access` \
            at an operation says who may call it; an access token goes into `Authorization: Bearer`.""";

    private final String service;

    ServiceDocument(String service) {
        this.service = service;
    }

    @Override
    public void customise(OpenAPI document) {
        document.setInfo(new Info().title(service).version("v1").description(CONVENTIONS));
        // Which host answers is the gateway's business, and would make the document differ by
        // machine.
        document.setServers(List.of());
        if (document.getTags() != null) {
            document.getTags().sort(Comparator.comparing(Tag::getName));
        }
        Components components =
                document.getComponents() == null ? new Components() : document.getComponents();
        components.addSecuritySchemes(
                AccessDocumentation.SCHEME,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"));
        components.addSchemas(AccessDocumentation.PROBLEM, problem());
        document.setComponents(components);
    }

    private static Schema<Object> problem() {
        Schema<Object> field = object("what is wrong with one field");
        field.addProperty("field", string("path of the field, empty for the whole request"));
        field.addProperty("code", string("stable code"));
        field.addProperty("message", string("English, for engineers"));
        field.addProperty("limits", object("figures that explain the code"));
        field.setRequired(List.of("field", "code", "message", "limits"));
        Schema<Object> status = new Schema<>();
        status.addType("integer");
        Schema<Object> errors = new Schema<>();
        errors.addType("array");
        errors.setItems(field);
        Schema<Object> problem = object("RFC 9457; further members explain the code");
        problem.addProperty("type", string("urn:guildhall:problem: and the code"));
        problem.addProperty("title", string("English name of the status"));
        problem.addProperty("status", status);
        problem.addProperty("detail", string("English, for engineers"));
        problem.addProperty("instance", string("path of the request"));
        problem.addProperty("code", string("stable code that pages turn into text"));
        problem.addProperty("traceId", string("what to tell an operator"));
        problem.addProperty("errors", errors);
        problem.setExample(
                Map.of(
                        "type", "urn:guildhall:problem:username-taken",
                        "title", "Conflict",
                        "status", 409,
                        "detail", "Somebody has this username.",
                        "instance", "/api/v1/auth/accounts",
                        "code", "username-taken",
                        "traceId", "4bf92f3577b34da6a3ce929d0e0e4736",
                        "errors", List.of()));
        problem.setRequired(List.of("type", "title", "status", "detail", "code", "errors"));
        return problem;
    }

    private static Schema<Object> object(String description) {
        Schema<Object> schema = new Schema<>();
        schema.addType("object");
        schema.setAdditionalProperties(true);
        schema.setDescription(description);
        return schema;
    }

    private static Schema<Object> string(String description) {
        Schema<Object> schema = new Schema<>();
        schema.addType("string");
        schema.setDescription(description);
        return schema;
    }
}
