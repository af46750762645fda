package io.guildhall.task.evidence;

import java.util.Optional;

/** Where the bytes of files lie. A port, so that it can be a folder or a bucket. */
public interface FileStore {
    /** Keeps bytes durably under a name of ours. */
    void put(String name, byte[] bytes);

    Optional<byte[]> get(String name);

    void delete(String name);
}
