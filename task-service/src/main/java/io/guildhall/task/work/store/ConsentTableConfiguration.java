package io.guildhall.task.work.store;

import io.guildhall.defaults.persistence.ExpiringTable;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long a request for a signature is kept that nobody gave. What was signed is kept for good: anybody may need it. */
@Configuration(proxyBeanMethods = false)
class ConsentTableConfiguration {
    @Bean
    ExpiringTable unsignedConsents() {
        return new ExpiringTable("Consent", "unsigned_since", Duration.ofDays(7));
    }
}
