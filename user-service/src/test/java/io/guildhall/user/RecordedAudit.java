package io.guildhall.user;

import io.guildhall.defaults.audit.AuditTrail;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Primary;

/** Remembers what was audited. */
@Primary
public class RecordedAudit implements AuditTrail {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** One of them. */
    public record Entry(String action, String subject, Outcome outcome) {}

    @Override
    public void record(
            String action, String subject, Outcome outcome, Map<String, String> details) {
        entries.add(new Entry(action, subject, outcome));
    }

    @Override
    public void recordAs(
            long actorId,
            String action,
            String subject,
            Outcome outcome,
            Map<String, String> details) {
        entries.add(new Entry(action, subject, outcome));
    }

    public List<String> actions(String subject) {
        return entries.stream()
                .filter(entry -> entry.subject().equals(subject))
                .map(Entry::action)
                .toList();
    }
}
