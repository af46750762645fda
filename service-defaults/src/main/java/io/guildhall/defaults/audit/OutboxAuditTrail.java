package io.guildhall.defaults.audit;

import com.google.protobuf.Timestamp;
import io.guildhall.defaults.outbox.Outbox;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.UserContext;
import io.guildhall.defaults.telemetry.CurrentTrace;
import io.guildhall.proto.audit.v1.AuditRecorded;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Sends each record as an event, with the transaction that it belongs to. */
final class OutboxAuditTrail implements AuditTrail {
    static final String TOPIC = "guildhall.audit.v1";
    private static final long NOBODY = 0;

    private final String service;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final UserContext users;
    private final CurrentTrace trace;
    private final Clock clock;

    OutboxAuditTrail(
            String service,
            Outbox outbox,
            TransactionOperations transactions,
            UserContext users,
            CurrentTrace trace,
            Clock clock) {
        this.service = service;
        this.outbox = outbox;
        this.transactions = transactions;
        this.users = users;
        this.trace = trace;
        this.clock = clock;
    }

    @Override
    public void record(
            String action, String subject, Outcome outcome, Map<String, String> details) {
        long actor = users.user().map(CurrentUser::id).orElse(NOBODY);
        recordAs(actor, action, subject, outcome, details);
    }

    @Override
    public void recordAs(
            long actorId,
            String action,
            String subject,
            Outcome outcome,
            Map<String, String> details) {
        Instant now = clock.instant();
        AuditRecorded event =
                AuditRecorded.newBuilder()
                        .setAction(action)
                        .setService(service)
                        .setActorId(actorId)
                        .setSubject(subject)
                        .setOutcome(outcome.name())
                        .setClientAddress(clientAddress())
                        .setTraceId(trace.id().orElse(""))
                        .putAllDetails(details)
                        .setOccurredAt(
                                Timestamp.newBuilder()
                                        .setSeconds(now.getEpochSecond())
                                        .setNanos(now.getNano()))
                        .build();
        transactions.executeWithoutResult(_ -> outbox.append(TOPIC, subject, event));
    }

    /** The server has resolved X-Forwarded-For already, and believes it from the gateway only. */
    private static String clientAddress() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web) {
            String address = web.getRequest().getRemoteAddr();
            return address == null ? "" : address;
        }
        return "";
    }
}
