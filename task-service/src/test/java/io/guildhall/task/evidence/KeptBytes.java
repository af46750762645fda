package io.guildhall.task.evidence;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A store in memory that can be away. */
class KeptBytes implements FileStore {
    private final Map<String, byte[]> kept = new HashMap<>();
    boolean fail;

    @Override
    public void put(String name, byte[] bytes) {
        if (fail) {
            throw new FilesUnavailable(new IOException("away"));
        }
        kept.put(name, bytes);
    }

    @Override
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void delete(String name) {
        kept.remove(name);
    }
}
