package io.guildhall.defaults.outbox;

/** Which shard an event belongs to: all events of one key to the same. */
final class Shards {
    /** As many as the migration makes rows of OutboxShard. */
    static final int COUNT = 4;

    private Shards() {}

    static int of(String topic, String key) {
        // String.hashCode is fixed by its specification, so every replica of every version agrees.
        int hash = 31 * topic.hashCode() + key.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), COUNT);
    }
}
