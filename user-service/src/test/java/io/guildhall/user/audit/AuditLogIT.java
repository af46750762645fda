package io.guildhall.user.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.user.testing.UserServiceTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

@UserServiceTest
class AuditLogIT {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00.123456Z");

    @Autowired AuditLog log;
    @Autowired JdbcClient jdbc;
    @Autowired KafkaListenerEndpointRegistry listeners;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    /** The chain is this test's own while it breaks it. */
    @BeforeEach
    void emptyTheLog() {
        listeners.stop();
        jdbc.sql("DELETE FROM AuditEvent").update();
        jdbc.sql("UPDATE AuditHead SET position = 0, seal = ''").update();
    }

    @AfterEach
    void leaveAnIntactLog() {
        emptyTheLog();
        listeners.start();
    }

    @Test
    void appendsARedeliveredRecordOnce() {
        AuditRecord entry = entry("one", 1);

        log.append(entry);
        log.append(entry);

        assertThat(log.check()).isEqualTo(new AuditIntegrity(true, 1, null));
    }

    @Test
    void readsBackWhatWasRecorded() {
        log.append(entry("one", 1));

        AuditEntry read = log.list(query("act"), null, 10).entries().getFirst();

        assertThat(read.occurredAt()).isEqualTo(AT.plusSeconds(1));
        assertThat(read.details()).containsEntry("reason", "大声 'quoted' \\ \"x\"");
        assertThat(read.actorId()).isEqualTo(77);
        assertThat(read.clientAddress()).isEqualTo("2001:db8::1");
    }

    @Test
    void keepsOneChainUnderConcurrentAppends() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                AuditRecord entry = entry("c" + i, i);
                running.add(threads.submit(() -> log.append(entry)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }

        assertThat(log.check()).isEqualTo(new AuditIntegrity(true, 60, null));
    }

    @Test
    void sealsARecordThatNamesNobody() {
        log.append(
                new AuditRecord(run, "act", "svc", null, "", "FAILURE", null, null, Map.of(), AT));

        assertThat(log.check()).isEqualTo(new AuditIntegrity(true, 1, null));
        assertThat(log.list(query("act"), null, 1).entries().getFirst().actorId()).isNull();
    }

    @Test
    void isIntactWhileEmpty() {
        assertThat(log.check()).isEqualTo(new AuditIntegrity(true, 0, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action = 'user.unbanned'",
                "service = 'other'",
                "actor_id = 1",
                "actor_id = NULL",
                "subject = 'user:1'",
                "outcome = 'DENIED'",
                "client_address = NULL",
                "trace_id = 'other'",
                "details = '{}'",
                "occurred_at = occurred_at + INTERVAL 1 MICROSECOND",
                "event_id = 'other'",
                "seal = REPEAT('A', 43)"
            })
    void showsAChangedRow(String change) {
        append(5);

        jdbc.sql("UPDATE AuditEvent SET " + change + " WHERE position = 3").update();

        assertThat(log.check()).isEqualTo(new AuditIntegrity(false, 2, 3L));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 2", "5, 4"})
    void showsAMissingRow(long position, int intact) {
        append(5);

        jdbc.sql("DELETE FROM AuditEvent WHERE position = ?").param(position).update();

        assertThat(log.check()).isEqualTo(new AuditIntegrity(false, intact, position));
    }

    @Test
    void showsExchangedRows() {
        append(5);

        jdbc.sql("UPDATE AuditEvent SET position = 99 WHERE position = 2").update();
        jdbc.sql("UPDATE AuditEvent SET position = 2 WHERE position = 3").update();
        jdbc.sql("UPDATE AuditEvent SET position = 3 WHERE position = 99").update();

        assertThat(log.check()).isEqualTo(new AuditIntegrity(false, 1, 2L));
    }

    @Test
    void showsARowTakenOutAndTheRestMovedUp() {
        append(5);

        jdbc.sql("DELETE FROM AuditEvent WHERE position = 3").update();
        jdbc.sql(
                        "UPDATE AuditEvent SET position = position - 1 WHERE position > 3 ORDER BY position")
                .update();
        jdbc.sql("UPDATE AuditHead SET position = 4").update();

        assertThat(log.check()).isEqualTo(new AuditIntegrity(false, 2, 3L));
    }

    @Test
    void showsARewrittenEnd() {
        append(5);

        jdbc.sql("UPDATE AuditHead SET seal = REPEAT('A', 43)").update();

        assertThat(log.check()).isEqualTo(new AuditIntegrity(false, 5, 5L));
    }

    @Test
    void pagesByKeyWithoutGapsOrRepeats() {
        append(25);
        log.append(entry("tie-1", 7));
        log.append(entry("tie-2", 7));
        Set<Long> seen = new HashSet<>();
        AuditPage.Key key = null;
        int pages = 0;
        Instant last = Instant.MAX;

        do {
            AuditPage page = log.list(query("act"), key, 4);
            for (AuditEntry entry : page.entries()) {
                assertThat(seen.add(entry.id())).isTrue();
                assertThat(entry.occurredAt()).isBeforeOrEqualTo(last);
                last = entry.occurredAt();
            }
            key = page.next();
            pages++;
        } while (key != null);

        assertThat(seen).hasSize(27);
        assertThat(pages).isEqualTo(7);
    }

    @Test
    void filtersByEverything() {
        append(10);
        log.append(
                new AuditRecord(
                        run + "other",
                        "other.act",
                        "svc",
                        5L,
                        "task:9",
                        "DENIED",
                        null,
                        null,
                        Map.of(),
                        AT.plusSeconds(100)));

        assertThat(count(new AuditQuery("other.act", null, null, null, null, null))).isEqualTo(1);
        assertThat(count(new AuditQuery(null, 5L, null, null, null, null))).isEqualTo(1);
        assertThat(count(new AuditQuery(null, null, "task:9", null, null, null))).isEqualTo(1);
        assertThat(count(new AuditQuery(null, null, null, "DENIED", null, null))).isEqualTo(1);
        assertThat(count(new AuditQuery(null, null, null, null, AT.plusSeconds(8), null)))
                .isEqualTo(3);
        assertThat(count(new AuditQuery(null, null, null, null, null, AT.plusSeconds(8))))
                .isEqualTo(8);
        assertThat(count(new AuditQuery("act", 5L, null, null, null, null))).isZero();
        assertThat(count(new AuditQuery("x' OR '1'='1", null, null, null, null, null))).isZero();
    }

    @Test
    void exportsNoMoreThanItMay() {
        append(12);
        List<AuditEntry> exported = new ArrayList<>();

        log.export(query("act"), 10, exported::add);

        assertThat(exported).hasSize(10);
        assertThat(log.hasMoreThan(query("act"), 10)).isTrue();
        assertThat(log.hasMoreThan(query("act"), 12)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "action, ix_audit_event_action",
        "actor_id, ix_audit_event_actor",
        "subject, ix_audit_event_subject",
        "outcome, ix_audit_event_outcome"
    })
    void readsEveryListFromAnIndexWithoutSorting(String column, String index) {
        List<Map<String, @Nullable Object>> plan =
                jdbc.sql(
                                "EXPLAIN SELECT * FROM AuditEvent WHERE "
                                        + column
                                        + " = '1' ORDER BY occurred_at DESC, position DESC LIMIT 50")
                        .query()
                        .listOfRows();

        assertThat(plan.getFirst().get("key")).isEqualTo(index);
        assertThat(String.valueOf(plan.getFirst().get("Extra"))).doesNotContain("filesort");
    }

    @Test
    void cannotBeAppendedToByHand() {
        append(1);

        assertThatThrownBy(
                        () ->
                                jdbc.sql(
                                                "INSERT INTO AuditEvent SELECT position, CONCAT(event_id, 'x'),"
                                                        + " action, service, actor_id, subject, outcome,"
                                                        + " client_address, trace_id, details, occurred_at, seal"
                                                        + " FROM AuditEvent")
                                        .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    private int count(AuditQuery query) {
        return log.list(query, null, 100).entries().size();
    }

    private void append(int entries) {
        for (int i = 0; i < entries; i++) {
            log.append(entry("e" + i, i));
        }
    }

    private AuditRecord entry(String id, int second) {
        return new AuditRecord(
                run + id,
                "act",
                "svc",
                77L,
                "user:" + second,
                "SUCCESS",
                "2001:db8::1",
                "trace",
                Map.of("reason", "大声 'quoted' \\ \"x\"", "a", "b"),
                AT.plusSeconds(second));
    }

    private static AuditQuery query(@Nullable String action) {
        return new AuditQuery(action, null, null, null, null, null);
    }
}
