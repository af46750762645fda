package io.guildhall.user.recovery;

import io.guildhall.user.account.AccountEvent.EmailVerified;
import io.guildhall.user.account.AccountEvent.PasswordChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes links back in the transaction that makes them wrong: those that set a password before there was a new one, and those
 * that lie in a mailbox which is the account's no more.
 */
@Component
class RecoveryListener {
    private final RecoveryTokens tokens;

    RecoveryListener(RecoveryTokens tokens) {
        this.tokens = tokens;
    }

    @EventListener
    void on(PasswordChanged event) {
        tokens.deleteByUserId(event.userId());
    }

    @EventListener
    void on(EmailVerified event) {
        tokens.deleteByUserId(event.userId());
    }
}
