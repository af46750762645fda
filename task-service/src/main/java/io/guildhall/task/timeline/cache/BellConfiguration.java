package io.guildhall.task.timeline.cache;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** Hears the other replicas' rings; begins, and begins again, whenever Redis is there. */
@Configuration(proxyBeanMethods = false)
class BellConfiguration {
    @Bean
    RedisMessageListenerContainer timelineBells(
            RedisConnectionFactory redis, RedisTimelineBell bell) {
        RedisMessageListenerContainer container = new RedisMessageListenerContainer();
        container.setConnectionFactory(redis);
        container.setRecoveryInterval(Duration.ofSeconds(2).toMillis());
        container.addMessageListener(bell, new ChannelTopic(RedisTimelineBell.CHANNEL));
        return container;
    }
}
