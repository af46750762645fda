package io.guildhall.user.session;

import io.guildhall.user.account.AccountEvent.Banned;
import io.guildhall.user.account.AccountEvent.PasswordChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends sessions in the transaction that takes their ground away. */
@Component
class AccountListener {
    private final Sessions sessions;

    AccountListener(Sessions sessions) {
        this.sessions = sessions;
    }

    @EventListener
    void on(PasswordChanged event) {
        long kept = event.keptSessionId() == null ? 0 : event.keptSessionId();
        sessions.endAll(event.userId(), kept, EndReason.PASSWORD_CHANGED);
    }

    @EventListener
    void on(Banned event) {
        sessions.endAll(event.userId(), 0, EndReason.BANNED);
    }
}
