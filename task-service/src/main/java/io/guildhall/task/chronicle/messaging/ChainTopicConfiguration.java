package io.guildhall.task.chronicle.messaging;

import io.guildhall.defaults.inbox.EventTopics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Declares what is listened to, in case this service starts first. */
@Configuration(proxyBeanMethods = false)
class ChainTopicConfiguration {
    @Bean
    KafkaAdmin.NewTopics chainTopic(EventTopics topics) {
        return topics.declare(ChainListener.TOPIC);
    }
}
