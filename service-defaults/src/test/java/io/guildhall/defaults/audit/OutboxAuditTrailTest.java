package io.guildhall.defaults.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.outbox.Outbox;
import io.guildhall.defaults.security.TestTokens;
import io.guildhall.defaults.security.TestUsers;
import io.guildhall.proto.audit.v1.AuditRecorded;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class OutboxAuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000000006Z");
    private final CountingTransactions transactions = new CountingTransactions();
    private final MemoryOutbox outbox = new MemoryOutbox();
    private final AuditTrail trail =
            new OutboxAuditTrail(
                    "test-service",
                    outbox,
                    new TransactionTemplate(transactions),
                    TestUsers.context(),
                    () -> Optional.of("0123456789abcdef0123456789abcdef"),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void leaveRequest() {
        SecurityContextHolder.clearContext();
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void tellsWhoDidWhatFromWhere() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("203.0.113.9");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        TestUsers.logIn(TestTokens.player());

        trail.record("user.banned", "user:7", Outcome.SUCCESS, Map.of("reason", "spam"));

        AuditRecorded event = outbox.only();
        assertThat(event.getAction()).isEqualTo("user.banned");
        assertThat(event.getActorId()).isEqualTo(42);
        assertThat(event.getSubject()).isEqualTo("user:7");
        assertThat(event.getOutcome()).isEqualTo("SUCCESS");
        assertThat(event.getService()).isEqualTo("test-service");
        assertThat(event.getClientAddress()).isEqualTo("203.0.113.9");
        assertThat(event.getTraceId()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(event.getDetailsMap()).containsEntry("reason", "spam");
        assertThat(event.getOccurredAt().getSeconds()).isEqualTo(NOW.getEpochSecond());
        assertThat(event.getOccurredAt().getNanos()).isEqualTo(6);
        assertThat(outbox.keys).containsExactly("guildhall.audit.v1 user:7");
    }

    @Test
    void tellsNobodyForAGuestAndTheSystem() {
        trail.record("key.rotated", "key:1", Outcome.SUCCESS, Map.of());

        assertThat(outbox.only().getActorId()).isZero();
        assertThat(outbox.only().getClientAddress()).isEmpty();
    }

    @Test
    void opensATransactionWhereNoneRuns() {
        trail.recordAs(9, "session.refused", "user:9", Outcome.DENIED, Map.of());

        assertThat(outbox.only().getActorId()).isEqualTo(9);
        assertThat(transactions.committed).isOne();
    }

    @Test
    void leavesWithTheRunningTransaction() {
        TransactionTemplate outer = new TransactionTemplate(transactions);

        assertThatThrownBy(
                        () ->
                                outer.executeWithoutResult(
                                        _ -> {
                                            trail.record("a", "b:1", Outcome.SUCCESS, Map.of());
                                            throw new IllegalStateException("changed our mind");
                                        }))
                .hasMessage("changed our mind");

        assertThat(transactions.begun).isOne();
        assertThat(transactions.committed).isZero();
    }

    private static final class MemoryOutbox implements Outbox {
        private final List<String> keys = new ArrayList<>();
        private final List<Message> events = new ArrayList<>();

        @Override
        public void append(String topic, String key, Message event) {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
            keys.add(topic + " " + key);
            events.add(event);
        }

        AuditRecorded only() {
            assertThat(events).hasSize(1);
            return (AuditRecorded) events.getFirst();
        }
    }

    private static final class CountingTransactions extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1L;
        private int begun;
        private int committed;
        private boolean active;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected boolean isExistingTransaction(Object transaction) {
            return active;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            begun++;
            active = true;
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            committed++;
            active = false;
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            active = false;
        }

        @Override
        protected void doSetRollbackOnly(DefaultTransactionStatus status) {}
    }
}
