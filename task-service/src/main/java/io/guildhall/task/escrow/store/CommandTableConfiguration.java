package io.guildhall.task.escrow.store;

import io.guildhall.defaults.persistence.ExpiringTable;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long commands are kept that the chain has confirmed: longer than any reorganisation may come late. */
@Configuration(proxyBeanMethods = false)
class CommandTableConfiguration {
    @Bean
    ExpiringTable doneCommands() {
        return new ExpiringTable("EscrowCommand", "done_since", Duration.ofDays(30));
    }
}
