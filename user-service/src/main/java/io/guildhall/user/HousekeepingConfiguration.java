package io.guildhall.user;

import io.guildhall.defaults.persistence.ExpiringTable;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is forgotten some time after it has run out. */
@Configuration(proxyBeanMethods = false)
class HousekeepingConfiguration {
    private static final Duration SOON = Duration.ofHours(1);

    /** A token that was stolen and comes late is still known for what it is. */
    private static final Duration LATER = Duration.ofDays(7);

    @Bean
    ExpiringTable expiredSessions() {
        return new ExpiringTable("Session", "expires_at", LATER);
    }

    @Bean
    ExpiringTable expiredRefreshTokens() {
        return new ExpiringTable("RefreshToken", "expires_at", LATER);
    }

    @Bean
    ExpiringTable expiredEmailVerifications() {
        return new ExpiringTable("EmailVerification", "expires_at", SOON);
    }

    @Bean
    ExpiringTable expiredPhoneCodes() {
        return new ExpiringTable("PhoneCode", "expires_at", SOON);
    }

    @Bean
    ExpiringTable freedUsernames() {
        return new ExpiringTable("FormerUsername", "held_until", SOON);
    }

    @Bean
    ExpiringTable expiredRecoveryTokens() {
        return new ExpiringTable("RecoveryToken", "expires_at", SOON);
    }
}
