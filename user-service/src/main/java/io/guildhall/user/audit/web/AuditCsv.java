package io.guildhall.user.audit.web;

import io.guildhall.user.audit.AuditEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes entries as RFC 4180 rows. Texts in the log come from strangers, and spreadsheets run cells that begin
 * like a formula: those get an apostrophe in front, as OWASP advises.
 */
final class AuditCsv {
    static final List<String> HEADER =
            List.of(
                    "id",
                    "occurredAt",
                    "action",
                    "service",
                    "actorId",
                    "actorName",
                    "subject",
                    "outcome",
                    "clientAddress",
                    "traceId",
                    "details",
                    "seal");

    /** What spreadsheets take for a formula, their full-width forms included; tab and line ends may hide one. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Appendable out;

    AuditCsv(Appendable out) {
        this.out = out;
    }

    void header() {
        row(HEADER);
    }

    void entry(AuditEntry entry) {
        row(
                List.of(
                        Long.toString(entry.id()),
                        entry.occurredAt().toString(),
                        entry.action(),
                        entry.service(),
                        text(entry.actorId()),
                        text(entry.actorName()),
                        entry.subject(),
                        entry.outcome(),
                        text(entry.clientAddress()),
                        text(entry.traceId()),
                        JSON.writeValueAsString(entry.details()),
                        entry.seal()));
    }

    private void row(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            line.append(line.isEmpty() ? "\"" : ",\"").append(harmless(cell).replace("\"", "\"\""));
            line.append('"');
        }
        try {
            out.append(line.append("\r\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String harmless(String cell) {
        boolean formula = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
        return formula ? "'" + cell : cell;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
