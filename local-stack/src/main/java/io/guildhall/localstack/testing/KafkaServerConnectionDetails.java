package io.guildhall.localstack.testing;

import java.util.List;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

record KafkaServerConnectionDetails(String bootstrapServers) implements KafkaConnectionDetails {
    @Override
    public List<String> getBootstrapServers() {
        return List.of(bootstrapServers);
    }
}
