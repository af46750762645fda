package io.guildhall.user.account;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.user.mail.MailKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What people change about their own account. */
@Service
public class OwnAccount {
    private static final int LONGEST_BIO = 500;

    private final AccountStore store;
    private final FormerUsernames formerUsernames;
    private final PhoneCodes phoneCodes;
    private final Reauthentication reauthentication;
    private final Notices notices;
    private final AuditTrail audit;
    private final TransactionOperations transaction;

    OwnAccount(
            AccountStore store,
            FormerUsernames formerUsernames,
            PhoneCodes phoneCodes,
            Reauthentication reauthentication,
            Notices notices,
            AuditTrail audit,
            TransactionOperations transaction) {
        this.store = store;
        this.formerUsernames = formerUsernames;
        this.phoneCodes = phoneCodes;
        this.reauthentication = reauthentication;
        this.notices = notices;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Changes what others see; null leaves it as it is, an empty text clears it. A username is also what people log in
     * by, so another one takes a proof of who asks.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code username-taken}, and for another username what
     *     {@link Reauthentication#require} refuses
     */
    public Account edit(
            CurrentUser user,
            @Nullable String username,
            @Nullable String bio,
            @Nullable String password) {
        FieldChecks checks = new FieldChecks();
        Username name =
                username == null ? null : checks.check("username", () -> new Username(username));
        if (bio != null && bio.length() > LONGEST_BIO) {
            checks.refuse(
                    "bio",
                    "too-long",
                    "has " + bio.length() + " characters, expected at most " + LONGEST_BIO);
        }
        checks.refuseIfAny();
        if (name == null || name.value().equals(store.present(user.id()).username())) {
            return transaction.execute(status -> store.change(user.id(), u -> describe(u, bio)));
        }
        Reauthentication.Proof proof = reauthentication.require(user, password);
        return transaction.execute(
                status -> {
                    reauthentication.requireUnchanged(proof);
                    return rename(user.id(), name, bio);
                });
    }

    private Account rename(long userId, Username name, @Nullable String bio) {
        Account before = store.locked(userId).account();
        Account after =
                store.change(
                        userId,
                        user -> {
                            user.rename(name);
                            describe(user, bio);
                        });
        if (!name.key().equals(Username.fold(before.username()))) {
            formerUsernames.exchange(userId, Username.fold(before.username()), name.key());
        }
        if (!after.username().equals(before.username())) {
            audited(
                    "user.renamed",
                    userId,
                    Map.of("from", before.username(), "to", after.username()));
            notices.send(after, MailKind.USERNAME_CHANGED, before.username());
        }
        return after;
    }

    private static void describe(User user, @Nullable String bio) {
        if (bio != null) {
            user.describe(bio);
        }
    }

    public Account prefer(long userId, Settings settings) {
        return transaction.execute(status -> store.change(userId, user -> user.prefer(settings)));
    }

    /**
     * Takes a phone number whose code the user has received.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code phone-taken}, {@code
     *     phone-code-invalid}, and what {@link Reauthentication#require} refuses, before the code's tries count
     */
    public Account usePhone(
            CurrentUser user, String number, String code, @Nullable String password) {
        PhoneNumber phone = FieldChecks.require("phone", () -> new PhoneNumber(number));
        Reauthentication.Proof proof = reauthentication.require(user, password);
        PhoneCodes.Proof received = phoneCodes.require(phone, code);
        return transaction.execute(
                status -> {
                    reauthentication.requireUnchanged(proof);
                    phoneCodes.use(received);
                    Account account = store.change(user.id(), u -> u.usePhone(phone));
                    audited("user.phone-changed", user.id(), Map.of());
                    notices.send(account, MailKind.PHONE_CHANGED, phone.value());
                    return account;
                });
    }

    /**
     * Takes the phone number away.
     *
     * @throws io.guildhall.defaults.problem.ProblemException what {@link Reauthentication#require} refuses
     */
    public Account forgetPhone(CurrentUser user, @Nullable String password) {
        Reauthentication.Proof proof = reauthentication.require(user, password);
        return transaction.execute(
                status -> {
                    reauthentication.requireUnchanged(proof);
                    Account account = store.change(user.id(), User::forgetPhone);
                    audited("user.phone-removed", user.id(), Map.of());
                    notices.send(account, MailKind.PHONE_REMOVED);
                    return account;
                });
    }

    /**
     * Takes on the publisher's role; the rules have been accepted.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code wallet-required}
     */
    public Account becomePublisher(long userId) {
        return transaction.execute(
                status -> {
                    Account account = store.change(userId, User::becomePublisher);
                    audited("user.became-publisher", userId, Map.of());
                    return account;
                });
    }

    private void audited(String action, long userId, Map<String, String> details) {
        audit.record(action, "user:" + userId, Outcome.SUCCESS, details);
    }
}
