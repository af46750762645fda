package io.guildhall.task.market.cache;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** Hears the other replicas' editions; begins, and begins again, whenever Redis is there. */
@Configuration(proxyBeanMethods = false)
class ListConfiguration {
    @Bean
    RedisMessageListenerContainer listEditions(RedisConnectionFactory redis, ListEdition edition) {
        RedisMessageListenerContainer container = new RedisMessageListenerContainer();
        container.setConnectionFactory(redis);
        container.setRecoveryInterval(Duration.ofSeconds(2).toMillis());
        container.addMessageListener(edition, new ChannelTopic(ListEdition.CHANNEL));
        return container;
    }
}
