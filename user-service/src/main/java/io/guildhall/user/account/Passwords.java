package io.guildhall.user.account;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.user.mail.MailKind;
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
    private final Reauthentication reauthentication;
    private final PasswordHashing hashing;
    private final PasswordPolicy policy;
    private final Notices notices;
    private final AuditTrail audit;
    private final TransactionOperations transaction;

    Passwords(
            Users users,
            AccountStore store,
            Reauthentication reauthentication,
            PasswordHashing hashing,
            PasswordPolicy policy,
            Notices notices,
            AuditTrail audit,
            TransactionOperations transaction) {
        this.users = users;
        this.store = store;
        this.reauthentication = reauthentication;
        this.hashing = hashing;
        this.policy = policy;
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
     * Changes one's own password and ends the sessions other than the one that asks.
     *
     * @param current the present one; may be null when there is none
     */
    public void change(CurrentUser user, @Nullable String current, String changed) {
        Reauthentication.Proof proof = reauthentication.require(user, current, "currentPassword");
        String hash = prepare(user.id(), changed, "newPassword");
        transaction.executeWithoutResult(
                status -> {
                    reauthentication.requireUnchanged(proof);
                    set(user.id(), hash, user.sessionId(), MailKind.PASSWORD_CHANGED);
                    audit.record(
                            "user.password-changed",
                            "user:" + user.id(),
                            Outcome.SUCCESS,
                            Map.of());
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
