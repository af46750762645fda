package io.guildhall.user.audit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.user.audit.AuditEntry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCsvTest {
    private final StringBuilder out = new StringBuilder();
    private final AuditCsv csv = new AuditCsv(out);

    @Test
    void writesARowForEachEntry() {
        csv.header();
        csv.entry(entry("user:7"));

        assertThat(out.toString())
                .isEqualTo(
                        """
                        "id","occurredAt","action","service","actorId","actorName","subject","outcome",\
                        "clientAddress","traceId","details","seal"\r
                        "3","2026-11-22T08:00:00Z","user.banned","user-service","5","","user:7","SUCCESS",\
                        "","","{""reason"":""said \\""no\\"", twice""}","s3al"\r
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil\")",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠x"
            })
    void putsAnApostropheBeforeWhatASpreadsheetWouldRun(String subject) {
        csv.entry(entry(subject));

        assertThat(out.toString()).contains(",\"'" + subject.replace("\"", "\"\"") + "\",");
    }

    @Test
    void keepsLineBreaksInsideTheirCell() {
        csv.entry(entry("a\r\nb,\"c\""));

        assertThat(out.toString()).contains(",\"a\r\nb,\"\"c\"\"\",");
    }

    private static AuditEntry entry(String subject) {
        return new AuditEntry(
                3,
                "user.banned",
                "user-service",
                5L,
                null,
                subject,
                null,
                "SUCCESS",
                null,
                null,
                Map.of("reason", "said \"no\", twice"),
                Instant.parse("2026-11-22T08:00:00Z"),
                "s3al");
    }
}
