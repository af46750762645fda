package io.guildhall.task.player.messaging;

import io.guildhall.defaults.inbox.EventTopics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Declares what is listened to, in case this service starts first. */
@Configuration(proxyBeanMethods = false)
class UserTopicConfiguration {
    @Bean
    KafkaAdmin.NewTopics userTopic(EventTopics topics) {
        return topics.declare(UserListener.TOPIC);
    }
}
