package io.guildhall.user.account;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
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
    private final Notices notices;
    private final AuditTrail audit;
    private final TransactionOperations transaction;

    OwnAccount(
            AccountStore store,
            FormerUsernames formerUsernames,
            PhoneCodes phoneCodes,
            Notices notices,
            AuditTrail audit,
            TransactionOperations transaction) {
        this.store = store;
        this.formerUsernames = formerUsernames;
        this.phoneCodes = phoneCodes;
        this.notices = notices;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Changes what others see; null leaves it as it is, an empty text clears it.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code username-taken}
     */
    public Account edit(long userId, @Nullable String username, @Nullable String bio) {
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
        return transaction.execute(
                status -> {
                    Account before = store.locked(userId).account();
                    Account after =
                            store.change(
                                    userId,
                                    user -> {
                                        if (name != null) {
                                            user.rename(name);
                                        }
                                        if (bio != null) {
                                            user.describe(bio);
                                        }
                                    });
                    if (name != null && !name.key().equals(Username.fold(before.username()))) {
                        formerUsernames.exchange(
                                userId, Username.fold(before.username()), name.key());
                    }
                    if (!after.username().equals(before.username())) {
                        audited(
                                "user.renamed",
                                userId,
                                Map.of("from", before.username(), "to", after.username()));
                        notices.send(after, MailKind.USERNAME_CHANGED, before.username());
                    }
                    return after;
                });
    }

    public Account prefer(long userId, Settings settings) {
        return transaction.execute(status -> store.change(userId, user -> user.prefer(settings)));
    }

    /**
     * Takes a phone number whose code the user has received.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code phone-taken}, {@code
     *     phone-code-invalid}
     */
    public Account usePhone(long userId, String number, String code) {
        PhoneNumber phone = FieldChecks.require("phone", () -> new PhoneNumber(number));
        PhoneCodes.Proof proof = phoneCodes.require(phone, code);
        return transaction.execute(
                status -> {
                    phoneCodes.use(proof);
                    Account account = store.change(userId, user -> user.usePhone(phone));
                    audited("user.phone-changed", userId, Map.of());
                    notices.send(account, MailKind.PHONE_CHANGED, phone.value());
                    return account;
                });
    }

    public Account forgetPhone(long userId) {
        return transaction.execute(
                status -> {
                    Account account = store.change(userId, User::forgetPhone);
                    audited("user.phone-removed", userId, Map.of());
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
