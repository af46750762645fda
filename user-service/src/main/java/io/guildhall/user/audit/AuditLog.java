package io.guildhall.user.audit;

import io.guildhall.defaults.inbox.Inbox;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The audit log: a chain of sealed rows. Each seal covers the row and the seal before it, under a secret that the
 * database does not hold, so a row that is changed, removed or slipped in shows. Rows cut off at the end together
 * with a rewritten end show only to who kept an exported seal.
 */
@Service
public class AuditLog {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final String CONSUMER = "audit-log";
    private static final int CHUNK = 1_000;

    private final AuditRows rows;
    private final AuditSeal seal;
    private final DetailsFormat format;
    private final Inbox inbox;
    private final Accounts accounts;
    private final ReentrantLock checking = new ReentrantLock();

    AuditLog(AuditRows rows, AuditSeal seal, DetailsFormat format, Inbox inbox, Accounts accounts) {
        this.rows = rows;
        this.seal = seal;
        this.format = format;
        this.inbox = inbox;
        this.accounts = accounts;
    }

    /** Adds a record at the end of the chain, once: a redelivered one changes nothing. */
    @Transactional
    public void append(AuditRecord entry) {
        if (!inbox.claim(CONSUMER, entry.eventId())) {
            return;
        }
        AuditRows.Head head = rows.lockHead();
        AuditRow row =
                new AuditRow(
                        head.position() + 1,
                        entry.eventId(),
                        entry.action(),
                        entry.service(),
                        entry.actorId(),
                        entry.subject(),
                        entry.outcome(),
                        entry.clientAddress(),
                        entry.traceId(),
                        format.write(entry.details()),
                        entry.occurredAt(),
                        "");
        rows.append(seal.seal(row, head.seal()));
    }

    /** One page, latest first. */
    @Transactional(readOnly = true)
    public AuditPage list(AuditQuery query, AuditPage.@Nullable Key after, int limit) {
        List<AuditRow> found = rows.find(query, after, limit + 1);
        boolean more = found.size() > limit;
        List<AuditRow> page = more ? found.subList(0, limit) : found;
        AuditPage.Key next =
                more
                        ? new AuditPage.Key(page.getLast().occurredAt(), page.getLast().position())
                        : null;
        Map<Long, String> names = names(page);
        return new AuditPage(page.stream().map(row -> entry(row, names)).toList(), next);
    }

    /** Whether more entries match than a number; tells an export beforehand that it will be cut. */
    @Transactional(readOnly = true)
    public boolean hasMoreThan(AuditQuery query, int number) {
        return rows.moreThan(query, number);
    }

    /** Hands over the entries that match, latest first, without ever holding more than a chunk of them. */
    public void export(AuditQuery query, int most, Consumer<AuditEntry> reader) {
        AuditPage.Key after = null;
        int left = most;
        while (left > 0) {
            AuditPage page = list(query, after, Math.min(left, CHUNK));
            page.entries().forEach(reader);
            left -= page.entries().size();
            after = page.next();
            if (after == null) {
                return;
            }
        }
    }

    /**
     * Reads the whole chain and says whether it is intact. Takes about as long as reading the table, so one
     * runs at a time.
     *
     * @throws ProblemException {@code check-running} while another one runs here
     */
    public AuditIntegrity check() {
        if (!checking.tryLock()) {
            throw new ProblemException(
                    ProblemKind.TOO_MANY_REQUESTS, "check-running", "Another check runs right now");
        }
        try {
            AuditIntegrity result = walk();
            if (!result.intact()) {
                log.error("The audit log is broken at position {}", result.brokenAt());
            }
            return result;
        } finally {
            checking.unlock();
        }
    }

    private AuditIntegrity walk() {
        AuditRows.Head head = rows.head();
        AuditRows.Head last = new AuditRows.Head(0, "");
        int checked = 0;
        while (last.position() < head.position()) {
            List<AuditRow> chunk = rows.after(last.position(), CHUNK);
            if (chunk.isEmpty()) {
                return new AuditIntegrity(false, checked, last.position() + 1);
            }
            for (AuditRow row : chunk) {
                long expected = last.position() + 1;
                if (row.position() != expected || !seal.isIntact(row, last.seal())) {
                    return new AuditIntegrity(false, checked, expected);
                }
                checked++;
                last = new AuditRows.Head(row.position(), row.seal());
                if (last.position() == head.position()) {
                    break;
                }
            }
        }
        boolean endsWhereItSays = last.seal().equals(head.seal());
        return new AuditIntegrity(
                endsWhereItSays, checked, endsWhereItSays ? null : head.position());
    }

    private Map<Long, String> names(List<AuditRow> page) {
        Set<Long> mentioned = new HashSet<>();
        for (AuditRow row : page) {
            Stream.of(Optional.ofNullable(row.actorId()), Optional.ofNullable(row.subjectUserId()))
                    .flatMap(Optional::stream)
                    .forEach(mentioned::add);
        }
        Map<Long, String> names = new HashMap<>();
        if (!mentioned.isEmpty()) {
            for (Account account : accounts.findAll(mentioned)) {
                names.put(account.id(), account.username());
            }
        }
        return names;
    }

    private static @Nullable String name(@Nullable Long userId, Map<Long, String> names) {
        return userId == null ? null : names.get(userId);
    }

    private AuditEntry entry(AuditRow row, Map<Long, String> names) {
        return new AuditEntry(
                row.position(),
                row.action(),
                row.service(),
                row.actorId(),
                name(row.actorId(), names),
                row.subject(),
                name(row.subjectUserId(), names),
                row.outcome(),
                row.clientAddress(),
                row.traceId(),
                details(row),
                row.occurredAt(),
                row.seal());
    }

    /** A row that somebody tampered with is shown, not hidden behind an error. */
    private Map<String, String> details(AuditRow row) {
        try {
            return format.read(row.details());
        } catch (IllegalArgumentException _) {
            return Map.of("unreadable", row.details());
        }
    }
}
