package io.guildhall.user.account.messaging;

import io.guildhall.defaults.inbox.EventTopics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** The topic that this service writes. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {
    @Bean
    KafkaAdmin.NewTopics userTopic(EventTopics topics) {
        return topics.declare(AccountEventEncoder.TOPIC);
    }
}
