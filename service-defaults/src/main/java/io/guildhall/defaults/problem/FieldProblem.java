package io.guildhall.defaults.problem;

import java.util.Map;

/**
 * What is wrong with one field of a request.
 *
 * @param field path of the field as the client named it, such as {@code email} or {@code items[0].name}
 * @param code stable code that the client turns into text
 * @param message English sentence for engineers; never repeats the value, which may be a password
 * @param limits what the text needs to be exact, such as {@code min} and {@code max}; mostly empty
 */
public record FieldProblem(String field, String code, String message, Map<String, Object> limits) {
    public FieldProblem {
        limits = Map.copyOf(limits);
    }

    /** A field problem that needs no figures to be explained. */
    public FieldProblem(String field, String code, String message) {
        this(field, code, message, Map.of());
    }
}
