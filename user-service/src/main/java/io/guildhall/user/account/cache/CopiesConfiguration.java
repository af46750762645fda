package io.guildhall.user.account.cache;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** Hears of the other replicas' changes; begins, and begins again, whenever Redis is there. */
@Configuration(proxyBeanMethods = false)
class CopiesConfiguration {
    @Bean
    RedisMessageListenerContainer changedAccounts(
            RedisConnectionFactory redis, NearAccountCopies copies) {
        RedisMessageListenerContainer container = new RedisMessageListenerContainer();
        container.setConnectionFactory(redis);
        container.setRecoveryInterval(Duration.ofSeconds(2).toMillis());
        container.addMessageListener(copies, new ChannelTopic(NearAccountCopies.CHANNEL));
        return container;
    }
}
