package io.guildhall.task.evidence;

import java.util.Optional;

/**
 * Where the bytes of files lie: a folder or a bucket. Names are ids of ours. Each method may be repeated, and throws
 * {@link FilesUnavailable} when it cannot know or do, within a bounded time.
 */
public interface FileStore {
    /** Keeps bytes durably; readers find all of them or nothing. */
    void put(String name, byte[] bytes);

    /** The bytes; empty only where the store is sure that there are none. */
    Optional<byte[]> get(String name);

    /** Throws bytes away. Nothing happens where there are none. */
    void delete(String name);
}
