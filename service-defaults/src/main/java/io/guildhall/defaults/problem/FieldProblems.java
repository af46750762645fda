package io.guildhall.defaults.problem;

import jakarta.validation.ConstraintViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns what validation and JSON binding found into field problems with stable codes. */
final class FieldProblems {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final String TYPE = "type";

    private FieldProblems() {}

    static List<FieldProblem> of(BindingResult result) {
        return result.getAllErrors().stream().map(FieldProblems::of).toList();
    }

    static List<FieldProblem> of(HandlerMethodValidationException failure) {
        List<FieldProblem> problems = new ArrayList<>();
        for (ParameterValidationResult result : failure.getParameterValidationResults()) {
            if (result instanceof ParameterErrors errors) {
                errors.getAllErrors().forEach(error -> problems.add(of(error)));
                continue;
            }
            String name = result.getMethodParameter().getParameterName();
            for (MessageSourceResolvable error : result.getResolvableErrors()) {
                problems.add(
                        of(
                                name == null ? "" : name,
                                result.unwrap(error, ConstraintViolation.class)));
            }
        }
        return problems;
    }

    /** What is wrong with a well-formed JSON body, or nothing when it is not even JSON. */
    static List<FieldProblem> of(JacksonException failure) {
        String field = path(failure);
        return switch (failure) {
            case UnrecognizedPropertyException _ ->
                    List.of(new FieldProblem(field, "unknown", "is not known here"));
            case InvalidNullException _ ->
                    List.of(new FieldProblem(field, "not-null", "must not be null"));
            case MismatchedInputException mismatch ->
                    List.of(new FieldProblem(field, TYPE, "must be " + expected(mismatch)));
            default -> List.of();
        };
    }

    static FieldProblem wrongType(String field, @Nullable Class<?> required) {
        return new FieldProblem(
                field, TYPE, "must be " + (required == null ? "of another type" : words(required)));
    }

    private static FieldProblem of(ObjectError error) {
        String field = error instanceof FieldError fieldError ? fieldError.getField() : "";
        if (error.contains(ConstraintViolation.class)) {
            return of(field, error.unwrap(ConstraintViolation.class));
        }
        return wrongType(field, null);
    }

    private static FieldProblem of(String field, ConstraintViolation<?> violation) {
        String constraint =
                violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName();
        return new FieldProblem(
                field,
                kebab(constraint),
                violation.getMessage(),
                limits(violation.getConstraintDescriptor().getAttributes()));
    }

    private static Map<String, Object> limits(Map<String, Object> attributes) {
        Map<String, Object> limits = new TreeMap<>();
        attributes.forEach(
                (name, value) -> {
                    if (value instanceof Number number && isStated(name, number)) {
                        limits.put(name, plain(number));
                    }
                });
        return limits;
    }

    /** Small figures stay JSON numbers, though constraints declare them as 64-bit integers. */
    private static Number plain(Number value) {
        long figure = value.longValue();
        boolean isSmall = value instanceof Long && figure == (int) figure;
        return isSmall ? Integer.valueOf((int) figure) : value;
    }

    /** A {@code max} that nobody gave is no limit to tell people about. */
    private static boolean isStated(String name, Number value) {
        return switch (name) {
            case "max" -> value.longValue() != Integer.MAX_VALUE;
            case "min" -> value.longValue() != 0;
            default -> true;
        };
    }

    private static String kebab(String name) {
        return WORD_START.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    private static String expected(MismatchedInputException mismatch) {
        Class<?> target = mismatch.getTargetType();
        return target == null ? "of another type" : words(target);
    }

    private static String words(Class<?> type) {
        if (type.isEnum()) {
            List<String> names = new ArrayList<>();
            for (Object constant : type.getEnumConstants()) {
                names.add(((Enum<?>) constant).name());
            }
            return "one of " + names;
        }
        if (type == Long.class || type == long.class) {
            return "a whole number as decimal digits";
        }
        return "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
