package io.guildhall.defaults.outbox;

import com.google.protobuf.Message;

/**
 * Where an event is put so that it leaves if, and only if, the running transaction commits. Events of one
 * key leave in the order in which they were appended; call it while the key's aggregate is locked, or two
 * transactions may take their numbers in another order than they commit.
 */
public interface Outbox {
    /**
     * Appends an event to the running transaction.
     *
     * @param topic Kafka topic, such as {@code guildhall.user.v1}
     * @param key id of the aggregate; events of one key keep their order
     * @param event its message name becomes the CloudEvents type
     * @throws IllegalStateException when no transaction runs
     */
    void append(String topic, String key, Message event);
}
