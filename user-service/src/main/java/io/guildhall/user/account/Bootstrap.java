package io.guildhall.user.account;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.Role;
import io.guildhall.user.mail.MailKind;
import io.guildhall.user.secret.RandomToken;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the first system admin. While there is none, every start prints a token; each of them is good until
 * one is used or it is a week old. Only hashes are stored, so any replica takes any of them.
 */
@Service
public class Bootstrap {
    private static final Logger log = LoggerFactory.getLogger(Bootstrap.class);
    private static final Duration LIFETIME = Duration.ofDays(7);

    private final Users users;
    private final BootstrapTokens tokens;
    private final AccountStore store;
    private final Throttle throttle;
    private final Notices notices;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Bootstrap(
            Users users,
            BootstrapTokens tokens,
            AccountStore store,
            Throttle throttle,
            Notices notices,
            AuditTrail audit,
            TransactionOperations transaction,
            Clock clock,
            ApplicationEventPublisher events) {
        this.users = users;
        this.tokens = tokens;
        this.store = store;
        this.throttle = throttle;
        this.notices = notices;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
    }

    /** A token was made at the start. */
    record Offered(RandomToken token) {}

    @EventListener(ApplicationReadyEvent.class)
    void offer() {
        if (users.existsByRole(Role.SYSTEM_ADMIN)) {
            return;
        }
        Instant now = clock.instant();
        RandomToken token = RandomToken.create();
        transaction.executeWithoutResult(
                status -> {
                    tokens.deleteExpired(now);
                    tokens.save(new BootstrapToken(token.hash(), now.plus(LIFETIME)));
                });
        log.warn(
                "There is no system admin yet. Register, then give this token under"
                        + " \"Account > Security\" to become the first: {}",
                token.value());
        events.publishEvent(new Offered(token));
    }

    /**
     * Makes somebody the first system admin.
     *
     * @throws ProblemException {@code bootstrap-token-invalid}, also when there is a system admin already
     */
    public Account claim(long userId, String token) {
        throttle.require(Throttled.BOOTSTRAP, Long.toString(userId));
        Account account =
                transaction.execute(
                        status -> {
                            Instant now = clock.instant();
                            String hash = RandomToken.hash(token.strip());
                            boolean known =
                                    tokens.lockAll().stream()
                                            .anyMatch(
                                                    t ->
                                                            t.tokenHash().equals(hash)
                                                                    && !t.isExpired(now));
                            return known && users.lockSystemAdmins().isEmpty()
                                    ? promoted(userId)
                                    : null;
                        });
        if (account == null) {
            audit.record("user.bootstrap-refused", "user:" + userId, Outcome.DENIED, Map.of());
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "bootstrap-token-invalid",
                    "The token is unknown, used or too old, expected the one in the service's log.");
        }
        return account;
    }

    private Account promoted(long userId) {
        tokens.deleteAll();
        Account account =
                store.change(
                        userId,
                        user -> {
                            Set<Role> roles = EnumSet.copyOf(user.account().roles());
                            roles.add(Role.SYSTEM_ADMIN);
                            user.assume(roles);
                        });
        audit.record("user.bootstrapped", "user:" + userId, Outcome.SUCCESS, Map.of());
        notices.send(account, MailKind.ROLES_CHANGED);
        return account;
    }
}
