package io.guildhall.user.audit.messaging;

import io.guildhall.defaults.inbox.EventTopics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Declares the topic that every service writes audit events to. */
@Configuration(proxyBeanMethods = false)
class AuditTopic {
    static final String NAME = "guildhall.audit.v1";

    @Bean
    KafkaAdmin.NewTopics auditTopics(EventTopics topics) {
        return topics.declare(NAME);
    }
}
