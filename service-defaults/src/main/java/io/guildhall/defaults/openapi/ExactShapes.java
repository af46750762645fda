package io.guildhall.defaults.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/**
 * Says what holds for all shapes and is seen only in the whole document: what is answered is always written, be
 * it as null, and a pattern that is a list of words is an enumeration.
 */
final class ExactShapes implements GlobalOpenApiCustomizer {
    private static final String REFERENCE = "#/components/schemas/";
    private static final Pattern WORDS = Pattern.compile("[A-Za-z-]+(\\|[A-Za-z-]+)+");

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
            return;
        }
        @SuppressWarnings("rawtypes") // the library's own signature
        Map<String, Schema> named = document.getComponents().getSchemas();
        List<Operation> operations =
                document.getPaths().values().stream()
                        .map(PathItem::readOperations)
                        .flatMap(Collection::stream)
                        .toList();
        Set<String> asked = new HashSet<>();
        for (Operation operation : operations) {
            RequestBody body = operation.getRequestBody();
            visit(body == null ? null : body.getContent(), schema -> follow(schema, named, asked));
            List<Parameter> parameters = operation.getParameters();
            if (parameters != null) {
                parameters.forEach(parameter -> walk(parameter.getSchema(), ExactShapes::words));
            }
        }
        named.forEach(
                (name, schema) -> {
                    walk(schema, ExactShapes::words);
                    if (!asked.contains(name) && !name.equals(AccessDocumentation.PROBLEM)) {
                        alwaysWritten(schema);
                    }
                });
    }

    private static void visit(@Nullable Content content, Consumer<Schema<?>> visitor) {
        if (content != null) {
            content.values().stream()
                    .map(MediaType::getSchema)
                    .forEach(schema -> walk(schema, visitor));
        }
    }

    private static void follow(
            Schema<?> schema,
            @SuppressWarnings("rawtypes") Map<String, Schema> named,
            Set<String> asked) {
        String reference = schema.get$ref();
        if (reference != null && reference.startsWith(REFERENCE)) {
            String name = reference.substring(REFERENCE.length());
            if (asked.add(name)) {
                walk(named.get(name), inner -> follow(inner, named, asked));
            }
        }
    }

    private static void walk(@Nullable Schema<?> schema, Consumer<Schema<?>> visitor) {
        if (schema == null) {
            return;
        }
        visitor.accept(schema);
        List<Schema<?>> inner = new ArrayList<>();
        inner.add(schema.getItems());
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(inner::add);
        }
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(inner::add);
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            inner.add(values);
        }
        inner.forEach(next -> walk(next, visitor));
    }

    private static void alwaysWritten(Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.setRequired(List.copyOf(schema.getProperties().keySet()));
        }
    }

    @SuppressWarnings("unchecked") // a schema with a pattern is one of texts
    private static void words(Schema<?> schema) {
        String pattern = schema.getPattern();
        if (pattern != null && WORDS.matcher(pattern).matches()) {
            schema.setPattern(null);
            ((Schema<Object>) schema).setEnum(List.of((Object[]) pattern.split("\\|", -1)));
        }
    }
}
