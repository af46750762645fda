package io.guildhall.user.session;

import io.guildhall.user.account.AccountEvent.BadgeChanged;
import io.guildhall.user.account.AccountEvent.Banned;
import io.guildhall.user.account.AccountEvent.PasswordChanged;
import io.guildhall.user.account.AccountEvent.RolesChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends sessions and tokens in the transaction that takes their ground away. */
@Component
class AccountListener {
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final ApplicationEventPublisher events;

    AccountListener(
            Sessions sessions, SecondFactors secondFactors, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.events = events;
    }

    @EventListener
    void on(PasswordChanged event) {
        long kept = event.keptSessionId() == null ? 0 : event.keptSessionId();
        sessions.endAll(event.userId(), kept, EndReason.PASSWORD_CHANGED);
        secondFactors.abandon(event.userId());
    }

    @EventListener
    void on(Banned event) {
        sessions.endAll(event.userId(), 0, EndReason.BANNED);
        // One may be opening right now, by a login that saw no ban yet.
        events.publishEvent(new AccessEnded.OfTokens(event.userId()));
    }

    @EventListener
    void on(RolesChanged event) {
        if (!event.lost().isEmpty()) {
            events.publishEvent(new AccessEnded.OfTokens(event.userId()));
        }
    }

    @EventListener
    void on(BadgeChanged event) {
        if (!event.verified()) {
            events.publishEvent(new AccessEnded.OfTokens(event.userId()));
        }
    }
}
