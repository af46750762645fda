package io.guildhall.user.account;

import java.time.Clock;
import java.time.Instant;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes codes and links that have run out. */
@Component
class AccountHousekeeping {
    private final EmailVerificationRepository verifications;
    private final PhoneCodeRepository codes;
    private final TransactionOperations transaction;
    private final Clock clock;

    AccountHousekeeping(
            EmailVerificationRepository verifications,
            PhoneCodeRepository codes,
            TransactionOperations transaction,
            Clock clock) {
        this.verifications = verifications;
        this.codes = codes;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    @SchedulerLock(name = "account-housekeeping", lockAtMostFor = "PT5M")
    void forgetExpired() {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> verifications.deleteExpired(now));
        transaction.executeWithoutResult(status -> codes.deleteExpired(now));
    }
}
