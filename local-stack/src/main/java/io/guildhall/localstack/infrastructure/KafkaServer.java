package io.guildhall.localstack.infrastructure;

/** One Kafka node, broker and controller in one. */
public final class KafkaServer extends DelegatingServer {
    KafkaServer(Server server) {
        super(server);
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }
}
