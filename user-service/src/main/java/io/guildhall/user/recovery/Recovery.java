package io.guildhall.user.recovery;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.account.EmailAddress;
import io.guildhall.user.account.FieldChecks;
import io.guildhall.user.account.Passwords;
import io.guildhall.user.account.Settings;
import io.guildhall.user.mail.MailKind;
import io.guildhall.user.secret.RandomToken;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets people back in by a mailed link. A request only writes the address down; whether anybody has it is
 * looked up later ({@link RecoveryDispatch}), so answer and time are the same for every address.
 */
@Service
public class Recovery {
    /** How long a mailed link works. */
    public static final Duration LINK_LIFETIME = Duration.ofMinutes(30);

    private final RecoveryRequests requests;
    private final RecoveryTokens tokens;
    private final Passwords passwords;
    private final Throttle throttle;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private final IdGenerator ids;
    private final Clock clock;

    Recovery(
            RecoveryRequests requests,
            RecoveryTokens tokens,
            Passwords passwords,
            Throttle throttle,
            AuditTrail audit,
            TransactionOperations transaction,
            ApplicationEventPublisher events,
            IdGenerator ids,
            Clock clock) {
        this.requests = requests;
        this.tokens = tokens;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** A request was written down in the transaction that runs. */
    record Requested() {}

    /**
     * Asks for a link. Strangers may ask for it too, as often as they find networks to ask from, and must neither fill the
     * mailbox nor keep its owner from the account. So a mailbox that got too many links gets no more of them, and the
     * answer is the same: links stay good until one is used, and the last of them came a moment ago.
     *
     * @param client network that the request came from
     * @throws ProblemException {@code too-many-attempts} to who asked too often, whether or not anybody has the address
     */
    public void request(String email, String locale, String client) {
        EmailAddress address = FieldChecks.require("email", () -> new EmailAddress(email));
        String known = FieldChecks.require("locale", () -> Settings.knownLocale(locale));
        throttle.require(Throttled.RECOVERY_ADDRESS, client);
        throttle.require(Throttled.RECOVERY, address.value() + '\n' + client);
        if (!throttle.allows(Throttled.RECOVERY_MAILBOX, address.value())) {
            return;
        }
        transaction.executeWithoutResult(
                status -> {
                    requests.save(
                            new RecoveryRequest(
                                    ids.next(), address.value(), known, clock.instant()));
                    events.publishEvent(new Requested());
                });
    }

    /**
     * Sets a new password and ends all sessions.
     *
     * @throws ProblemException {@code token-invalid}
     */
    public void complete(String token, String password, String client) {
        throttle.require(Throttled.MAILED_TOKEN, client);
        String tokenHash = RandomToken.hash(token);
        Instant now = clock.instant();
        long userId =
                tokens.findByTokenHash(tokenHash)
                        .filter(t -> !t.isExpired(now))
                        .orElseThrow(Recovery::invalid)
                        .userId();
        String hash = passwords.prepare(userId, password, "password");
        transaction.executeWithoutResult(
                status -> {
                    if (tokens.use(tokenHash, clock.instant()) == 0) {
                        throw invalid();
                    }
                    passwords.set(userId, hash, null, MailKind.PASSWORD_RECOVERED);
                    audit.recordAs(
                            userId,
                            "user.password-recovered",
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
