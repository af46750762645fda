package io.guildhall.task.evidence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of files. */
public interface FileRows {
    /** A file and whose it is. */
    record Owned(EvidenceFile file, long ownerId, @Nullable Long taskId, Instant keptAt) {}

    void insert(EvidenceFile file, long ownerId, Instant now);

    Optional<Owned> find(long id);

    List<Owned> find(Collection<Long> ids);

    void attach(Collection<Long> ids, long taskId);

    int countUnattached(long ownerId);

    List<Long> unattachedBefore(Instant time, int limit);

    void deleteUnattached(long id);
}
