package io.guildhall.defaults.persistence;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A table whose rows are forgotten after a while. A bean of this kind is all that is needed; the column needs an
 * index.
 *
 * @param table name of the table
 * @param column a timestamp, compared with the database's own clock
 * @param retention how long rows live
 */
public record ExpiringTable(String table, String column, Duration retention) {
    private static final Pattern IDENTIFIER = Pattern.compile("\\w{1,64}");

    public ExpiringTable {
        // They become part of a statement.
        if (!IDENTIFIER.matcher(table).matches() || !IDENTIFIER.matcher(column).matches()) {
            throw new IllegalArgumentException(
                    "%s.%s; expected plain identifiers".formatted(table, column));
        }
        if (retention.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "retention is %s; expected at least a minute".formatted(retention));
        }
    }
}
