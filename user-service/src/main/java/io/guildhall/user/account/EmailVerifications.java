package io.guildhall.user.account;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.user.mail.MailKind;
import io.guildhall.user.secret.RandomToken;
import io.guildhall.user.site.SiteProperties;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Proves that a mail address belongs to who gave it. Nobody learns here whether another account has it. */
@Service
public class EmailVerifications {
    static final Duration LIFETIME = Duration.ofHours(24);

    private final EmailVerificationRepository verifications;
    private final Users users;
    private final AccountStore store;
    private final Reauthentication reauthentication;
    private final Throttle throttle;
    private final Notices notices;
    private final AuditTrail audit;
    private final SiteProperties site;
    private final TransactionOperations transaction;
    private final Clock clock;

    EmailVerifications(
            EmailVerificationRepository verifications,
            Users users,
            AccountStore store,
            Reauthentication reauthentication,
            Throttle throttle,
            Notices notices,
            AuditTrail audit,
            SiteProperties site,
            TransactionOperations transaction,
            Clock clock) {
        this.verifications = verifications;
        this.users = users;
        this.store = store;
        this.reauthentication = reauthentication;
        this.throttle = throttle;
        this.notices = notices;
        this.audit = audit;
        this.site = site;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Sends a link to the address that an account waits for, or a warning to who has proved it before. */
    @Transactional(propagation = Propagation.MANDATORY)
    void request(Account account, EmailAddress address, MailKind kind) {
        RandomToken token = RandomToken.create();
        verifications.save(
                new EmailVerification(
                        token.hash(), account.id(), address, clock.instant().plus(LIFETIME)));
        users.findByEmail(address.value())
                .map(User::account)
                .ifPresentOrElse(
                        owner -> notices.send(owner, MailKind.EMAIL_IN_USE),
                        () ->
                                notices.sendLink(
                                        account,
                                        kind,
                                        address.value(),
                                        site.link("/verify-email/?token=" + token.value())));
    }

    /** Sends the link once more; nothing happens when no address waits. */
    public void resend(long userId) {
        throttle.require(Throttled.VERIFICATION_MAIL, Long.toString(userId));
        users.findByUserId(userId)
                .map(User::pendingEmail)
                .ifPresent(address -> throttle.require(Throttled.VERIFICATION_ADDRESS, address));
        transaction.executeWithoutResult(
                status -> {
                    Account account = store.locked(userId).account();
                    if (account.pendingEmail() != null) {
                        request(
                                account,
                                new EmailAddress(account.pendingEmail()),
                                MailKind.VERIFY_EMAIL);
                    }
                });
    }

    /**
     * Begins to change one's address: the new one counts once its link is opened; the old one is told.
     *
     * @throws ProblemException what {@link Reauthentication#require} refuses
     */
    public void change(CurrentUser user, String email, @Nullable String password) {
        long userId = user.id();
        EmailAddress address = FieldChecks.require("email", () -> new EmailAddress(email));
        throttle.require(Throttled.VERIFICATION_MAIL, Long.toString(userId));
        throttle.require(Throttled.VERIFICATION_ADDRESS, address.value());
        Reauthentication.Proof proof = reauthentication.require(user, password);
        transaction.executeWithoutResult(
                status -> {
                    reauthentication.requireUnchanged(proof);
                    Account account = store.change(userId, u -> u.awaitEmail(address));
                    request(account, address, MailKind.CONFIRM_NEW_EMAIL);
                    notices.send(account, MailKind.EMAIL_CHANGE_ASKED, address.value());
                    audit.record(
                            "user.email-change-asked", "user:" + userId, Outcome.SUCCESS, Map.of());
                });
    }

    /**
     * Takes the token from a mailed link.
     *
     * @param client network that the request came from
     * @throws ProblemException {@code token-invalid}
     */
    public void verify(String token, String client) {
        throttle.require(Throttled.MAILED_TOKEN, client);
        Instant now = clock.instant();
        transaction.executeWithoutResult(
                status -> {
                    EmailVerification verification =
                            verifications
                                    .findByTokenHash(RandomToken.hash(token))
                                    .filter(v -> !v.isExpired(now))
                                    .orElseThrow(EmailVerifications::invalid);
                    long userId = verification.userId();
                    Account before = store.locked(userId).account();
                    store.change(userId, user -> user.proveEmail(verification.email()));
                    verifications.deleteByUserId(userId);
                    if (before.email() != null
                            && !before.email().equals(verification.email().value())) {
                        notices.send(before, MailKind.EMAIL_CHANGED, verification.email().value());
                    }
                    audit.recordAs(
                            userId,
                            "user.email-verified",
                            "user:" + userId,
                            Outcome.SUCCESS,
                            Map.of());
                });
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ProblemKind.INVALID,
                "token-invalid",
                "The token is unknown, used or too old, expected the one of the latest mail.");
    }
}
