package io.guildhall.user.session;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.Ban;
import io.guildhall.user.account.Notices;
import io.guildhall.user.client.Client;
import io.guildhall.user.mail.MailKind;
import io.guildhall.user.session.SessionBook.Opened;
import io.guildhall.user.session.SessionBook.Renewal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Opens, renews, lists and ends sessions. Who somebody is has been proved before: by a password or by a
 * signature. The second factor is asked for here, so that no way in forgets it.
 */
@Service
public class Sessions {
    private final SessionBook book;
    private final Accounts accounts;
    private final SecondFactors secondFactors;
    private final AccessTokenIssuer accessTokens;
    private final Notices notices;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Clock clock;

    Sessions(
            SessionBook book,
            Accounts accounts,
            SecondFactors secondFactors,
            AccessTokenIssuer accessTokens,
            Notices notices,
            AuditTrail audit,
            TransactionOperations transaction,
            Clock clock) {
        this.book = book;
        this.accounts = accounts;
        this.secondFactors = secondFactors;
        this.accessTokens = accessTokens;
        this.notices = notices;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Opens a session for somebody who has just proved who they are. Call it outside a transaction.
     *
     * @param account as it was when they proved it
     * @param code TOTP or recovery code; needed when the account has a second factor
     * @param remembered whether the session outlives the browser
     * @throws ProblemException {@code invalid-credentials} when the proof has lost its worth since, {@code account-banned}, {@code second-factor-required}, {@code
     *     second-factor-invalid}, {@code too-many-attempts}
     */
    public Tokens open(
            Account account,
            LoginMethod method,
            @Nullable String code,
            boolean remembered,
            Client client) {
        refuseBanned(account, method);
        boolean secondFactorGiven = false;
        if (account.secondFactor()) {
            if (code == null || code.isBlank()) {
                throw new ProblemException(
                        ProblemKind.UNAUTHENTICATED,
                        "second-factor-required",
                        "The account has a second factor, expected its code.");
            }
            secondFactors.require(account.id(), code);
            secondFactorGiven = true;
        }
        return opened(account, method, secondFactorGiven, remembered, client);
    }

    private Tokens opened(
            Account account,
            LoginMethod method,
            boolean secondFactorGiven,
            boolean remembered,
            Client client) {
        Instant asOf = clock.instant();
        Entry entry =
                transaction.execute(
                        status -> {
                            // A ban that came since then waits for this row, or is seen here.
                            Account present = accounts.rememberLogin(account.id());
                            if (present.isBanned(clock.instant())
                                    || !isStillProved(account, present, method)) {
                                status.setRollbackOnly();
                                return new Entry(present, null);
                            }
                            audit.recordAs(
                                    account.id(),
                                    "user.logged-in",
                                    "user:" + account.id(),
                                    Outcome.SUCCESS,
                                    Map.of(
                                            "method",
                                            method.reference(),
                                            "secondFactor",
                                            String.valueOf(secondFactorGiven)));
                            return new Entry(
                                    present,
                                    book.open(
                                            account.id(),
                                            method,
                                            secondFactorGiven,
                                            remembered,
                                            client));
                        });
        Opened opened = entry.opened();
        if (opened == null) {
            refuseBanned(entry.account(), method);
            throw new ProblemException(
                    ProblemKind.UNAUTHENTICATED,
                    "invalid-credentials",
                    "What was proved has changed meanwhile, expected another login.");
        }
        return tokens(entry.account(), asOf, opened.session(), opened.token().value(), true);
    }

    /**
     * Whether what somebody proved a moment ago would still do. A new password ends all sessions but those that are just
     * being opened with the old one, and an address that was unlinked is no way in.
     */
    private static boolean isStillProved(Account proved, Account present, LoginMethod method) {
        return switch (method) {
            case PASSWORD -> proved.passwordMark() == present.passwordMark();
            case WALLET -> Objects.equals(proved.ethereumAddress(), present.ethereumAddress());
        };
    }

    private record Entry(Account account, @Nullable Opened opened) {}

    private void refuseBanned(Account account, LoginMethod method) {
        Ban ban = account.ban();
        if (ban == null || !account.isBanned(clock.instant())) {
            return;
        }
        audit.recordAs(
                account.id(),
                "user.login-refused",
                "user:" + account.id(),
                Outcome.DENIED,
                Map.of("cause", "banned", "method", method.reference()));
        ProblemException refusal =
                new ProblemException(
                                ProblemKind.FORBIDDEN, "account-banned", "The account is banned.")
                        .with("reason", ban.reason());
        throw ban.until() == null ? refusal : refusal.with("until", ban.until());
    }

    /**
     * Exchanges a refresh token for new tokens. A token that comes twice ends the session: somebody has a
     * copy of it.
     *
     * @throws ProblemException {@code session-ended}
     */
    public Tokens renew(String refreshToken, Client client) {
        return switch (book.renew(refreshToken, client)) {
            case Renewal.Renewed renewed -> {
                Instant asOf = clock.instant();
                Account account = accounts.get(renewed.session().userId());
                if (account.isBanned(asOf)) {
                    // Opened by a login that saw no ban yet.
                    throw ended();
                }
                yield tokens(account, asOf, renewed.session(), renewed.token().value(), false);
            }
            case Renewal.Reused reused -> {
                alarm(reused.session());
                throw ended();
            }
            case Renewal.Ended ignored -> throw ended();
        };
    }

    private void alarm(Session session) {
        transaction.executeWithoutResult(
                status -> {
                    audit.recordAs(
                            session.userId(),
                            "session.token-reused",
                            "user:" + session.userId(),
                            Outcome.DENIED,
                            Map.of("session", Long.toString(session.sessionId())));
                    accounts.find(session.userId())
                            .ifPresent(account -> notices.send(account, MailKind.TOKEN_REUSED));
                });
    }

    private static ProblemException ended() {
        return new ProblemException(
                ProblemKind.UNAUTHENTICATED,
                "session-ended",
                "The session has ended, expected a new login.");
    }

    private Tokens tokens(
            Account account, Instant asOf, Session session, String refreshToken, boolean loggedIn) {
        return new Tokens(
                accessTokens.issue(
                        account,
                        asOf,
                        session.sessionId(),
                        session.method(),
                        session.secondFactor()),
                accessTokens.lifetime(),
                refreshToken,
                session.expiresAt(),
                session.remembered(),
                account,
                session.secondFactor(),
                loggedIn);
    }

    /** Ends the session of a refresh token, if there is one. */
    public void logOut(String refreshToken) {
        transaction.executeWithoutResult(
                status ->
                        book.end(refreshToken)
                                .ifPresent(
                                        session ->
                                                audit.recordAs(
                                                        session.userId(),
                                                        "user.logged-out",
                                                        "user:" + session.userId(),
                                                        Outcome.SUCCESS,
                                                        Map.of())));
    }

    public List<SessionView> list(long userId, long currentSessionId) {
        return book.list(userId, currentSessionId);
    }

    /**
     * Ends one of a user's own sessions.
     *
     * @throws ProblemException {@code session-not-found}
     */
    public void revoke(long userId, long sessionId) {
        transaction.executeWithoutResult(
                status -> {
                    if (!book.end(userId, sessionId, EndReason.REVOKED)) {
                        throw new ProblemException(
                                ProblemKind.NOT_FOUND,
                                "session-not-found",
                                "The user has no session " + sessionId + ".");
                    }
                    audited(userId, Map.of("session", Long.toString(sessionId)));
                });
    }

    /** Ends all of a user's sessions but one. */
    public void revokeOthers(long userId, long keptSessionId) {
        endAll(userId, keptSessionId, EndReason.REVOKED);
    }

    /** Ends all of a user's sessions: an admin's decision, or the end of trust in them. */
    public void revokeAll(long userId, EndReason reason) {
        endAll(userId, 0, reason);
    }

    void endAll(long userId, long keptSessionId, EndReason reason) {
        transaction.executeWithoutResult(
                status -> {
                    int ended = book.endAll(userId, keptSessionId, reason);
                    if (ended > 0) {
                        audited(
                                userId,
                                Map.of("ended", Integer.toString(ended), "reason", reason.name()));
                    }
                });
    }

    private void audited(long userId, Map<String, String> details) {
        audit.record("session.revoked", "user:" + userId, Outcome.SUCCESS, details);
    }
}
