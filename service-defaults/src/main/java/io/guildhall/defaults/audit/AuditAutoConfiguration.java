package io.guildhall.defaults.audit;

import io.guildhall.defaults.outbox.Outbox;
import io.guildhall.defaults.security.UserContext;
import io.guildhall.defaults.telemetry.CurrentTrace;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit trail of every service that has an outbox. */
@AutoConfiguration(
        afterName = {
            "io.guildhall.defaults.outbox.OutboxAutoConfiguration",
            "io.guildhall.defaults.security.AccessAutoConfiguration"
        })
@ConditionalOnBean({Outbox.class, UserContext.class})
class AuditAutoConfiguration {
    @Bean
    AuditTrail auditTrail(
            @Value("${guildhall.service.name}") String service,
            Outbox outbox,
            PlatformTransactionManager transactions,
            UserContext users,
            CurrentTrace trace,
            ObjectProvider<Clock> clock) {
        return new OutboxAuditTrail(
                service,
                outbox,
                new TransactionTemplate(transactions),
                users,
                trace,
                clock.getIfAvailable(Clock::systemUTC));
    }
}
