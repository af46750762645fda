package io.guildhall.user.account;

import io.guildhall.defaults.problem.FieldProblem;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with the fields of one request, so that a person sees all of it at once. */
public final class FieldChecks {
    private final List<FieldProblem> problems = new ArrayList<>();

    /** Parses a field; the answer is null when it is refused, and {@link #refuseIfAny()} will say so. */
    public <T> @Nullable T check(String field, Supplier<T> parsed) {
        try {
            return parsed.get();
        } catch (InvalidValueException e) {
            problems.add(new FieldProblem(field, e.code(), e.text()));
            return null;
        }
    }

    /** Refuses a field for a reason that no value of its own has. */
    public void refuse(String field, String code, String message) {
        problems.add(new FieldProblem(field, code, message));
    }

    /** Ends the request with {@code invalid-request} when a field was refused. */
    public void refuseIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        ProblemException refusal =
                new ProblemException(
                        ProblemKind.INVALID, "invalid-request", "Some fields are not valid.");
        problems.forEach(p -> refusal.withField(p.field(), p.code(), p.message()));
        throw refusal;
    }

    /** Parses one field and ends the request at once when it is refused. */
    public static <T> T require(String field, Supplier<T> parsed) {
        try {
            return parsed.get();
        } catch (InvalidValueException e) {
            throw new ProblemException(
                            ProblemKind.INVALID, "invalid-request", "Some fields are not valid.")
                    .withField(field, e.code(), e.text());
        }
    }
}
