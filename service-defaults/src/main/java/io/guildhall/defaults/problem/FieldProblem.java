package io.guildhall.defaults.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field path of the field as the client named it, such as {@code email} or {@code items[0].name}
 * @param code stable code that the client turns into text
 * @param message English sentence: the offending value, then the expected one
 */
public record FieldProblem(String field, String code, String message) {}
