package io.guildhall.user.audit.web;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.Permission;
import io.guildhall.defaults.security.RequiresPermission;
import io.guildhall.user.audit.AuditEntry;
import io.guildhall.user.audit.AuditIntegrity;
import io.guildhall.user.audit.AuditLog;
import io.guildhall.user.audit.AuditPage;
import io.guildhall.user.audit.AuditQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log for system admins. */
@RestController
@Tag(name = "Audit log", description = "Who did what to whom, in all services")
@RequestMapping("/api/v1/admin/audit-events")
@RequiresPermission(Permission.MANAGE_USERS)
class AuditEventController {
    /** A file that spreadsheets still open; a narrower filter gets the rest. */
    private static final int MOST_EXPORTED = 100_000;

    /** Without it Excel reads Chinese as Latin letters. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String OUTCOMES = "SUCCESS|DENIED|FAILURE";

    private final AuditLog log;
    private final AuditTrail trail;
    private final Clock clock;

    AuditEventController(AuditLog log, AuditTrail trail, Clock clock) {
        this.log = log;
        this.trail = trail;
        this.clock = clock;
    }

    /** An entry as JSON. */
    record AuditEvent(
            long id,
            String action,
            String service,
            @Nullable Long actorId,
            @Nullable String actorName,
            String subject,
            @Nullable String subjectName,
            String outcome,
            @Nullable String clientAddress,
            @Nullable String traceId,
            Map<String, String> details,
            Instant occurredAt) {
        static AuditEvent of(AuditEntry entry) {
            return new AuditEvent(
                    entry.id(),
                    entry.action(),
                    entry.service(),
                    entry.actorId(),
                    entry.actorName(),
                    entry.subject(),
                    entry.subjectName(),
                    entry.outcome(),
                    entry.clientAddress(),
                    entry.traceId(),
                    entry.details(),
                    entry.occurredAt());
        }
    }

    /** One page of the log, latest first. */
    record AuditEventPage(List<AuditEvent> items, @Nullable String nextCursor) {}

    @Operation(operationId = "listAuditEvents", summary = "Lists entries that match, latest first")
    @GetMapping
    AuditEventPage listAuditEvents(
            @RequestParam(required = false) @Nullable @Size(max = 100) String action,
            @RequestParam(required = false) @Nullable Long actorId,
            @RequestParam(required = false) @Nullable @Size(max = 200) String subject,
            @RequestParam(required = false) @Nullable @Pattern(regexp = OUTCOMES) String outcome,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 100) String cursor) {
        AuditPage page =
                log.list(query(action, actorId, subject, outcome, from, to), key(cursor), limit);
        return new AuditEventPage(
                page.entries().stream().map(AuditEvent::of).toList(),
                page.next() == null ? null : page.next().cursor());
    }

    @Operation(
            operationId = "checkAuditIntegrity",
            summary = "Reads the whole chain and tells whether it is intact")
    @GetMapping("/integrity")
    AuditIntegrity checkAuditIntegrity() {
        AuditIntegrity integrity = log.check();
        trail.record(
                "audit.checked",
                "audit-log",
                integrity.intact() ? Outcome.SUCCESS : Outcome.FAILURE,
                Map.of("checked", Integer.toString(integrity.checked())));
        return integrity;
    }

    @ApiResponse(
            responseCode = "200",
            description = "the entries; X-Guildhall-Truncated tells whether there are more",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @Operation(
            operationId = "exportAuditEvents",
            summary = "Hands the entries that match out as CSV, 100,000 at the most")
    @GetMapping(value = "/export", produces = "text/csv")
    void exportAuditEvents(
            @RequestParam(required = false) @Nullable @Size(max = 100) String action,
            @RequestParam(required = false) @Nullable Long actorId,
            @RequestParam(required = false) @Nullable @Size(max = 200) String subject,
            @RequestParam(required = false) @Nullable @Pattern(regexp = OUTCOMES) String outcome,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            HttpServletResponse response)
            throws IOException {
        AuditQuery query = query(action, actorId, subject, outcome, from, to);
        boolean truncated = log.hasMoreThan(query, MOST_EXPORTED);
        trail.record("audit.exported", "audit-log", Outcome.SUCCESS, words(query));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("audit-" + clock.instant().toString().substring(0, 10) + ".csv")
                        .build()
                        .toString());
        response.setHeader("X-Guildhall-Truncated", Boolean.toString(truncated));
        // Never closed here: what fails half way must not look like a file that is whole.
        Writer writer =
                new BufferedWriter(
                        new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        writer.append(BYTE_ORDER_MARK);
        AuditCsv csv = new AuditCsv(writer);
        csv.header();
        log.export(query, MOST_EXPORTED, csv::entry);
        writer.flush();
    }

    private static AuditQuery query(
            @Nullable String action,
            @Nullable Long actorId,
            @Nullable String subject,
            @Nullable String outcome,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new AuditQuery(orNull(action), actorId, orNull(subject), orNull(outcome), from, to);
    }

    private static Map<String, String> words(AuditQuery query) {
        Map<String, String> words = new TreeMap<>();
        put(words, "action", query.action());
        put(words, "actorId", query.actorId());
        put(words, "subject", query.subject());
        put(words, "outcome", query.outcome());
        put(words, "from", query.from());
        put(words, "to", query.to());
        return words;
    }

    private static void put(Map<String, String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.put(name, value.toString());
        }
    }

    private static AuditPage.@Nullable Key key(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        return AuditPage.Key.of(cursor)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                                ProblemKind.INVALID,
                                                "invalid-request",
                                                "The cursor is none that a page gave")
                                        .withField(
                                                "cursor",
                                                "cursor",
                                                "expected a page's nextCursor"));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
