package io.guildhall.task.evidence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of files, in memory. */
class KeptFiles implements FileRows {
    private final Map<Long, Owned> files = new TreeMap<>();
    private long last;

    long nextId() {
        return ++last;
    }

    @Override
    public void insert(EvidenceFile file, long ownerId, Instant now) {
        files.put(file.id(), new Owned(file, ownerId, null, now));
    }

    @Override
    public Optional<Owned> find(long id) {
        return Optional.ofNullable(files.get(id));
    }

    @Override
    public List<Owned> find(Collection<Long> ids) {
        return files.values().stream().filter(it -> ids.contains(it.file().id())).toList();
    }

    @Override
    public void attach(Collection<Long> ids, long taskId) {
        ids.forEach(
                id ->
                        files.computeIfPresent(
                                id,
                                (_, it) ->
                                        new Owned(it.file(), it.ownerId(), taskId, it.keptAt())));
    }

    @Override
    public int countUnattached(long ownerId) {
        return (int)
                files.values().stream()
                        .filter(it -> it.ownerId() == ownerId && it.taskId() == null)
                        .count();
    }

    @Override
    public List<Long> unattachedBefore(Instant time, int limit) {
        return files.values().stream()
                .filter(it -> it.taskId() == null && it.keptAt().isBefore(time))
                .map(it -> it.file().id())
                .limit(limit)
                .toList();
    }

    @Override
    public void deleteUnattached(long id) {
        files.remove(id);
    }
}
