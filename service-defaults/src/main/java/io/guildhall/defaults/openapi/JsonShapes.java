package io.guildhall.defaults.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Documents JSON as it is written: 64-bit integers are strings of digits, and what a record declares is there
 * unless it is {@code @Nullable}. Two types of one simple name are an error: the document would have one of them for both.
 */
final class JsonShapes implements ModelConverter {
    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        JavaType java = Json.mapper().constructType(type.getType());
        if (java != null && (java.hasRawClass(Long.class) || java.hasRawClass(long.class))) {
            return digits();
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        if (java != null && schema != null) {
            requireOwnName(java.getRawClass(), schema);
        }
        if (java != null && schema != null && java.getRawClass().isRecord()) {
            describe(java.getRawClass(), defined(schema, context));
        }
        return schema;
    }

    private void requireOwnName(Class<?> type, Schema<?> schema) {
        String reference = schema.get$ref();
        String name =
                reference != null && reference.startsWith(REFERENCE)
                        ? reference.substring(REFERENCE.length())
                        : schema.getName();
        if (name == null || !(type.isRecord() || type.isEnum())) {
            return;
        }
        Class<?> first = types.putIfAbsent(name, type);
        if (first != null && first != type) {
            throw new IllegalStateException(
                    "Schema '%s' is both %s and %s, expected one type for one name"
                            .formatted(name, first.getName(), type.getName()));
        }
    }

    private static Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        if (reference == null || !reference.startsWith(REFERENCE)) {
            return schema;
        }
        Schema<?> found = context.getDefinedModels().get(reference.substring(REFERENCE.length()));
        return found == null ? schema : found;
    }

    private static void describe(Class<?> type, Schema<?> schema) {
        @SuppressWarnings("rawtypes") // the library's own signature
        Map<String, Schema> properties = schema.getProperties();
        if (properties == null) {
            return;
        }
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            Schema<?> property = properties.get(name);
            if (property == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.put(name, orNull(property));
            } else {
                required.add(name);
            }
        }
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.getAnyOf() != null) {
            return property;
        }
        if (property.get$ref() != null) {
            Schema<Object> none = new Schema<>();
            none.addType("null");
            Schema<Object> either = new Schema<>();
            either.addAnyOfItem(property);
            either.addAnyOfItem(none);
            return either;
        }
        Set<String> types = new LinkedHashSet<>();
        if (property.getTypes() != null) {
            types.addAll(property.getTypes());
        } else if (property.getType() != null) {
            types.add(property.getType());
        }
        if (!types.isEmpty()) {
            types.add("null");
            property.setTypes(types);
        }
        return property;
    }

    private static Schema<Object> digits() {
        Schema<Object> schema = new Schema<>();
        schema.addType("string");
        schema.setFormat("int64");
        schema.setExample("553648127364851200");
        schema.setPattern("^-?[0-9]{1,19}$");
        return schema;
    }
}
