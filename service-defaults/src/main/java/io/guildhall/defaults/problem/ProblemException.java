package io.guildhall.defaults.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal that the caller can understand. The code is part of the API: it never changes and names no
 * class. The detail is English, for engineers; the properties carry what a page needs to explain it.
 */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;
    private final String code;
    private final transient Map<String, Object> properties = new LinkedHashMap<>();
    private final transient List<FieldProblem> fields = new ArrayList<>();

    /**
     * A refusal without properties yet.
     *
     * @param code kebab-case and stable, such as {@code address-already-linked}
     * @param detail says the offending value, then the expected one
     */
    public ProblemException(ProblemKind kind, String code, String detail) {
        super(detail);
        this.kind = kind;
        this.code = code;
    }

    /** Adds something that the page needs, such as the seconds to wait. */
    public ProblemException with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    /** Adds what is wrong with one field. */
    public ProblemException withField(String field, String fieldCode, String message) {
        fields.add(new FieldProblem(field, fieldCode, message));
        return this;
    }

    /** The same, with the figures that explain it. */
    public ProblemException withField(FieldProblem field) {
        fields.add(field);
        return this;
    }

    public ProblemKind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }

    public List<FieldProblem> fields() {
        return List.copyOf(fields);
    }
}
