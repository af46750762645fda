package io.guildhall.chain.watching.messaging;

import io.guildhall.chain.contract.EscrowTopic;
import io.guildhall.defaults.inbox.EventTopics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** The topic that this service writes. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {
    @Bean
    KafkaAdmin.NewTopics chainTopic(EventTopics topics) {
        return topics.declare(EscrowTopic.NAME);
    }
}
