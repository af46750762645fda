package io.guildhall.task.market;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the value by which the list is ordered, and the task's id, which tells equal ones apart.
 *
 * @param value a time or an amount as text
 */
public record Cursor(String value, long id) {
    /** No time in the database is later. */
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,30}");

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

    /**
     * The value of a list that is ordered by time.
     *
     * @throws ProblemException {@code invalid-request} where it is none that a list of ours could have
     */
    public Instant time() {
        try {
            Instant time = Instant.parse(value);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(END)) {
                return time;
            }
        } catch (DateTimeException _) {
            // Told below.
        }
        throw invalid();
    }

    /**
     * The value of a list that is ordered by amount. Digits alone: a number with an exponent fills the memory once it is written out.
     *
     * @throws ProblemException {@code invalid-request} where it is none that a list of ours could have
     */
    public BigInteger amount() {
        if (!AMOUNT.matcher(value).matches()) {
            throw invalid();
        }
        return new BigInteger(value);
    }

    /** What a cursor is told that belongs to no list of ours. */
    public static ProblemException invalid() {
        return new ProblemException(
                        ProblemKind.INVALID, "invalid-request", "The cursor belongs to no page")
                .withField("cursor", "cursor-unknown", "belongs to no page");
    }
}
