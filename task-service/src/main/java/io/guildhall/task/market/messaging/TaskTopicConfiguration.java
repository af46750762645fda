package io.guildhall.task.market.messaging;

import io.guildhall.defaults.inbox.EventTopics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** The topic that this service writes. */
@Configuration(proxyBeanMethods = false)
class TaskTopicConfiguration {
    @Bean
    KafkaAdmin.NewTopics taskTopic(EventTopics topics) {
        return topics.declare(TaskEventEncoder.TOPIC);
    }
}
