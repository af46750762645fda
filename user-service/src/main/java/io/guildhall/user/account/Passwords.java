package io.guildhall.user.account;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.mail.MailKind;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Checks and changes passwords. Hashing takes a while and so never happens inside a transaction. */
@Service
public class Passwords {
    private final Users users;
    private final AccountStore store;
    private final RecentLogins logins;
    private final PasswordHashing hashing;
    private final PasswordPolicy policy;
    private final Throttle throttle;
    private final Notices notices;
    private final AuditTrail audit;
    private final TransactionOperations transaction;

    Passwords(
            Users users,
            AccountStore store,
            RecentLogins logins,
            PasswordHashing hashing,
            PasswordPolicy policy,
            Throttle throttle,
            Notices notices,
            AuditTrail audit,
            TransactionOperations transaction) {
        this.users = users;
        this.store = store;
        this.logins = logins;
        this.hashing = hashing;
        this.policy = policy;
        this.throttle = throttle;
        this.notices = notices;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * What a check of a password says.
     *
     * @param account who has the identifier, if anybody
     * @param right whether it is that account's password
     */
    public record Verdict(@Nullable Account account, boolean right) {}

    /**
     * Checks a password. Costs one hash, whether or not anybody has the identifier.
     *
     * @param identifier username, mail address or phone number
     */
    public Verdict verify(String identifier, String password) {
        User user = find(Identifier.of(identifier)).orElse(null);
        String hash = user == null ? null : user.password();
        boolean right = hashing.matches(password, hash);
        if (user == null) {
            return new Verdict(null, false);
        }
        if (right && hash != null && hashing.isOutdated(hash)) {
            String stronger = hashing.hash(password);
            return new Verdict(
                    transaction.execute(status -> strengthened(user, hash, stronger)), true);
        }
        return new Verdict(user.account(), right);
    }

    private Account strengthened(User checked, String hash, String stronger) {
        User present = store.locked(checked.userId());
        return present.strengthenPassword(hash, stronger) ? store.save(present) : checked.account();
    }

    /** One text for all spellings of an identifier, so that spelling it anew gains no tries. */
    public static String canonical(String identifier) {
        return Identifier.of(identifier).toString();
    }

    /** Whose identifier it is. An answer to this must not be told: it says who exists. */
    public Optional<Long> holder(String identifier) {
        return find(Identifier.of(identifier)).map(User::userId);
    }

    /** Who is meant; a mail address means who proved it, else the youngest account that waits for it. */
    private Optional<User> find(Identifier identifier) {
        return switch (identifier) {
            case Identifier.Name name -> users.findByUsernameKey(name.key());
            case Identifier.Email email ->
                    users.findByEmail(email.value())
                            .or(
                                    () ->
                                            users.findFirstByPendingEmailOrderByUserIdDesc(
                                                    email.value()));
            case Identifier.Phone phone -> users.findByPhone(phone.value());
            case Identifier.Address ignored -> Optional.empty();
            case Identifier.Nobody ignored -> Optional.empty();
        };
    }

    /**
     * Asks somebody who is logged in to prove anew who they are, before a way into the account changes: whoever finds a
     * session open must not be able to keep the account. The proof is the password, or where there is none, that the
     * session was opened a moment ago.
     *
     * @param field name of the request's field that holds the password
     * @return the account that was proved; see {@link #requireUnchanged}
     * @throws ProblemException {@code password-wrong}, {@code login-too-old}, {@code too-many-attempts}
     */
    public Account require(long userId, long sessionId, @Nullable String password, String field) {
        throttle.require(Throttled.REAUTHENTICATION, Long.toString(userId));
        User user = users.findByUserId(userId).orElseThrow(() -> AccountStore.unknown(userId));
        String hash = user.password();
        if (hash == null) {
            requireRecentLogin(userId, sessionId);
        } else if (password == null || !hashing.matches(password, hash)) {
            audit.record("user.password-refused", "user:" + userId, Outcome.DENIED, Map.of());
            throw wrong(field);
        }
        throttle.forgive(Throttled.REAUTHENTICATION, Long.toString(userId));
        return user.account();
    }

    private void requireRecentLogin(long userId, long sessionId) {
        if (!logins.isRecent(userId, sessionId)) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "login-too-old",
                    "The account has no password to ask for, expected a login a moment ago.");
        }
    }

    /**
     * Refuses in the running transaction when the password is another than the one that was checked: its owner may have
     * changed it meanwhile, to shut out who asks here.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void requireUnchanged(Account checked, String field) {
        if (store.locked(checked.id()).account().passwordMark() != checked.passwordMark()) {
            throw wrong(field);
        }
    }

    private static ProblemException wrong(String field) {
        return new ProblemException(
                        ProblemKind.INVALID, "password-wrong", "The password is not right.")
                .withField(field, "password-wrong", "wrong, expected the present password");
    }

    /**
     * Changes one's own password and ends the other sessions.
     *
     * @param current the present one; may be null when there is none
     * @param keptSessionId the session that asks
     */
    public void change(long userId, @Nullable String current, String changed, long keptSessionId) {
        Account checked = require(userId, keptSessionId, current, "currentPassword");
        String hash = prepare(userId, changed, "newPassword");
        transaction.executeWithoutResult(
                status -> {
                    requireUnchanged(checked, "currentPassword");
                    set(userId, hash, keptSessionId, MailKind.PASSWORD_CHANGED);
                    audit.record(
                            "user.password-changed", "user:" + userId, Outcome.SUCCESS, Map.of());
                });
    }

    /** Checks and hashes a new password, outside a transaction. */
    public String prepare(long userId, String password, String field) {
        Account account =
                users.findByUserId(userId)
                        .map(User::account)
                        .orElseThrow(() -> AccountStore.unknown(userId));
        FieldChecks.require(
                field,
                () ->
                        policy.checked(
                                password,
                                account.username(),
                                account.email(),
                                account.pendingEmail()));
        return hashing.hash(password);
    }

    /** Sets a prepared password in the running transaction; ends all sessions but the kept one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Account set(long userId, String hash, @Nullable Long keptSessionId, MailKind notice) {
        Account account = store.change(userId, user -> user.changePassword(hash, keptSessionId));
        notices.send(account, notice);
        return account;
    }

    /** Checks the password of somebody who is about to register. */
    String checked(String password, @Nullable String username, @Nullable String email) {
        return policy.checked(password, username, email);
    }

    String hash(String password) {
        return hashing.hash(password);
    }
}
