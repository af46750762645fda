package io.guildhall.task.evidence;

import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.escrow.Sha256;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps files that people hand in. Who sees the work sees its files. */
@Service
public class Evidence {
    /** What was not used by then cannot be used any more, and is thrown away. */
    private static final Duration UNATTACHED = Duration.ofDays(1);

    /** Clocks of replicas differ, and a transaction that attaches takes its time. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final int BATCH = 200;

    private final FileStore store;
    private final FileInspector inspector;
    private final FileRows rows;
    private final TaskBook tasks;
    private final FileProperties properties;
    private final TransactionOperations transaction;
    private final IdGenerator ids;
    private final Clock clock;

    Evidence(
            FileStore store,
            FileInspector inspector,
            FileRows rows,
            TaskBook tasks,
            FileProperties properties,
            TransactionOperations transaction,
            IdGenerator ids,
            Clock clock) {
        this.store = store;
        this.inspector = inspector;
        this.rows = rows;
        this.tasks = tasks;
        this.properties = properties;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** A file with its bytes. */
    // Handed on and never compared.
    @SuppressWarnings("ArrayRecordComponent")
    public record Content(EvidenceFile file, byte[] bytes) {}

    /**
     * Takes a file in. It belongs to nothing until work or a statement names it.
     *
     * @throws ProblemException {@code file-too-large}, {@code file-type-refused}, {@code file-damaged},
     *     {@code file-limit}, {@code file-store-unavailable}
     */
    public EvidenceFile keep(CurrentUser owner, String name, byte[] bytes) {
        if (bytes.length > properties.largest()) {
            throw new ProblemException(
                            ProblemKind.TOO_LARGE,
                            "file-too-large",
                            "The file has %d bytes, expected at most %d"
                                    .formatted(bytes.length, properties.largest()))
                    .with("maxBytes", properties.largest());
        }
        if (rows.countUnattached(owner.id()) >= properties.unattached()) {
            throw new ProblemException(
                            ProblemKind.TOO_MANY_REQUESTS,
                            "file-limit",
                            "Too many files were uploaded and not used")
                    .with("limit", properties.unattached());
        }
        FileInspector.Inspected inspected = inspector.inspect(bytes);
        EvidenceFile file =
                new EvidenceFile(
                        ids.next(),
                        plain(name),
                        inspected.bytes().length,
                        inspected.mediaType(),
                        Sha256.of(inspected.bytes()));
        // First the bytes: a row without them would be a promise that cannot be kept.
        store.put(Long.toString(file.id()), inspected.bytes());
        transaction.executeWithoutResult(_ -> rows.insert(file, owner.id(), clock.instant()));
        return file;
    }

    /** A name that is only a name. */
    private static String plain(String name) {
        String last = name.replaceAll(".*[/\\\\]", "").replaceAll("[\\p{Cntrl}\"<>]", "").strip();
        String some = last.isEmpty() ? "file" : last;
        return some.length() <= 120 ? some : some.substring(some.length() - 120);
    }

    /**
     * Makes files part of a task, in the transaction of what names them.
     *
     * @throws ProblemException {@code file-unknown} for one that is not the owner's, belongs to another task, or was not used
     *     for a day
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<EvidenceFile> attach(CurrentUser owner, long taskId, List<Long> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Instant oldest = clock.instant().minus(UNATTACHED);
        List<FileRows.Owned> found =
                rows.find(wanted).stream()
                        .filter(it -> it.ownerId() == owner.id() && isFree(it, taskId, oldest))
                        .toList();
        if (found.size() != wanted.stream().distinct().count()) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND, "file-unknown", "A file is not there, or not one's own");
        }
        rows.attach(wanted, taskId);
        return found.stream().map(FileRows.Owned::file).toList();
    }

    private static boolean isFree(FileRows.Owned owned, long taskId, Instant oldest) {
        Long of = owned.taskId();
        return of == null ? owned.keptAt().isAfter(oldest) : of == taskId;
    }

    /**
     * A file for its owner, for both sides of its task, and for the arbiter.
     *
     * @throws ProblemException {@code file-unknown}, {@code file-store-unavailable}
     */
    public Content read(CurrentUser reader, long fileId) {
        FileRows.Owned owned =
                transaction.execute(
                        _ ->
                                rows.find(fileId)
                                        .filter(it -> mayRead(it, reader))
                                        .orElseThrow(() -> unknown(fileId)));
        byte[] bytes = store.get(Long.toString(fileId)).orElseThrow(() -> unknown(fileId));
        return new Content(owned.file(), bytes);
    }

    private boolean mayRead(FileRows.Owned owned, CurrentUser reader) {
        Long taskId = owned.taskId();
        if (owned.ownerId() == reader.id() || taskId == null) {
            return owned.ownerId() == reader.id();
        }
        Task task = tasks.get(taskId);
        // Who holds it now has no part in what another worker handed in before.
        boolean others =
                task.isParty(Step.Party.WORKER, reader.id())
                        && owned.ownerId() != task.publisherId();
        return task.isInsider(reader) && !others;
    }

    private static ProblemException unknown(long fileId) {
        return new ProblemException(
                ProblemKind.NOT_FOUND, "file-unknown", "No file has the id " + fileId);
    }

    /** Throws files away that were uploaded and never used. */
    @Scheduled(fixedDelayString = "PT30M", initialDelayString = "PT5M")
    @SchedulerLock(name = "unattached-files")
    void tidy() {
        Instant end = clock.instant().minus(UNATTACHED).minus(GRACE);
        for (long id : rows.unattachedBefore(end, BATCH)) {
            // First the bytes: while the store is away the row still says that they are there.
            store.delete(Long.toString(id));
            rows.deleteUnattached(id);
        }
    }
}
