package io.guildhall.chain.sending;

import io.guildhall.defaults.persistence.ExpiringTable;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long signed transactions are kept after the end of their command: until no reorganisation can ask for them again. */
@Configuration(proxyBeanMethods = false)
class AttemptTableConfiguration {
    @Bean
    ExpiringTable settledAttempts() {
        return new ExpiringTable("Attempt", "settled_at", Duration.ofDays(30));
    }
}
