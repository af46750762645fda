package io.guildhall.task.market;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the value by which the list is ordered, and the task's id, which tells equal ones apart.
 *
 * @param value a time or an amount as text
 */
public record Cursor(String value, long id) {
    /** As clients get it: a text that says nothing to them. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((value + "|" + id).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what a client sent back. */
    public static @Nullable Cursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int bar = plain.lastIndexOf('|');
            return new Cursor(plain.substring(0, bar), Long.parseLong(plain.substring(bar + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            throw invalid();
        }
    }

    /** What a cursor is told that belongs to no list of ours. */
    public static ProblemException invalid() {
        return new ProblemException(
                        ProblemKind.INVALID, "invalid-request", "The cursor belongs to no page")
                .withField("cursor", "cursor-unknown", "belongs to no page");
    }
}
