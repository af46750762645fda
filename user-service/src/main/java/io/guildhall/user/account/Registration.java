package io.guildhall.user.account;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.mail.MailKind;
import io.guildhall.user.site.SiteProperties;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Lets people in for the first time. */
@Service
public class Registration {
    private final AccountStore store;
    private final Accounts accounts;
    private final Passwords passwords;
    private final PhoneCodes phoneCodes;
    private final EmailVerifications verifications;
    private final ObjectProvider<WalletTickets> tickets;
    private final Throttle throttle;
    private final AuditTrail audit;
    private final SiteProperties site;
    private final TransactionOperations transaction;
    private final IdGenerator ids;
    private final Clock clock;

    Registration(
            AccountStore store,
            Accounts accounts,
            Passwords passwords,
            PhoneCodes phoneCodes,
            EmailVerifications verifications,
            ObjectProvider<WalletTickets> tickets,
            Throttle throttle,
            AuditTrail audit,
            SiteProperties site,
            TransactionOperations transaction,
            IdGenerator ids,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        this.phoneCodes = phoneCodes;
        this.verifications = verifications;
        this.tickets = tickets;
        this.throttle = throttle;
        this.audit = audit;
        this.site = site;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What somebody typed.
     *
     * @param phoneCode needed with a phone number
     * @param walletTicket proof of an Ethereum address, in place of or beside a password
     * @param client network that the request came from
     */
    public record Command(
            String username,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String phoneCode,
            @Nullable String password,
            @Nullable String walletTicket,
            String locale,
            String client) {

        /** Hides password, code and ticket, so that no log shows them. */
        @Override
        public String toString() {
            return "Command[username=" + username + "]";
        }
    }

    private record Checked(
            Username username,
            @Nullable EmailAddress email,
            @Nullable PhoneNumber phone,
            @Nullable String password,
            String locale) {}

    /**
     * Makes an account. Whether another account has proved the mail address, the answer does not tell.
     *
     * @throws ProblemException {@code invalid-request}, {@code username-taken}, {@code phone-taken}, {@code
     *     phone-code-invalid}, {@code wallet-ticket-invalid}, {@code too-many-attempts}
     */
    public Account register(Command command) {
        Checked checked = check(command);
        throttle.require(Throttled.REGISTRATION, command.client());
        refuseTaken(checked.username());
        PhoneCodes.Proof phone =
                checked.phone() == null
                        ? null
                        : phoneCodes.require(
                                checked.phone(),
                                Objects.requireNonNullElse(command.phoneCode(), ""));
        EthereumAddress address =
                command.walletTicket() == null ? null : redeem(command.walletTicket());
        String hash = checked.password() == null ? null : passwords.hash(checked.password());
        User user =
                User.register(
                        new User.Registration(
                                ids.next(),
                                checked.username(),
                                hash,
                                checked.email(),
                                checked.phone(),
                                address,
                                checked.locale(),
                                site.termsVersion()),
                        clock.instant());
        EmailAddress mailed = mayBeMailed(checked.email()) ? checked.email() : null;
        return transaction.execute(status -> save(user, mailed, phone));
    }

    /** Where a mailbox got too many links it gets none; who is to have it asks for one later. */
    private boolean mayBeMailed(@Nullable EmailAddress email) {
        return email != null && throttle.allows(Throttled.VERIFICATION_ADDRESS, email.value());
    }

    private Account save(
            User user, @Nullable EmailAddress email, PhoneCodes.@Nullable Proof phone) {
        if (phone != null) {
            phoneCodes.use(phone);
        }
        Account account = store.save(user);
        if (email != null) {
            verifications.request(account, email, MailKind.VERIFY_EMAIL);
        }
        audit.recordAs(
                account.id(),
                "user.registered",
                "user:" + account.id(),
                Outcome.SUCCESS,
                Map.of("username", account.username()));
        return account;
    }

    private Checked check(Command command) {
        FieldChecks checks = new FieldChecks();
        Username username = checks.check("username", () -> new Username(command.username()));
        String typedEmail = present(command.email());
        EmailAddress email =
                typedEmail == null
                        ? null
                        : checks.check("email", () -> new EmailAddress(typedEmail));
        String typedPhone = present(command.phone());
        PhoneNumber phone =
                typedPhone == null
                        ? null
                        : checks.check("phone", () -> new PhoneNumber(typedPhone));
        String locale = checks.check("locale", () -> Settings.knownLocale(command.locale()));
        String typed = command.password();
        String password =
                typed == null
                        ? null
                        : checks.check(
                                "password",
                                () -> passwords.checked(typed, command.username(), typedEmail));
        if (command.walletTicket() == null) {
            if (typed == null) {
                checks.refuse("password", "required", "missing, expected a password");
            }
            if (typedEmail == null && typedPhone == null) {
                checks.refuse("email", "required", "missing, expected a mail address or a phone");
            }
        }
        checks.refuseIfAny();
        return new Checked(
                Objects.requireNonNull(username),
                email,
                phone,
                password,
                Objects.requireNonNull(locale));
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Early, so that neither code nor ticket is used up for nothing; the unique index has the last word. */
    private void refuseTaken(Username username) {
        if (!accounts.isFree(username)) {
            throw AccountStore.usernameTaken();
        }
    }

    private EthereumAddress redeem(String ticket) {
        WalletTickets known = tickets.getIfAvailable();
        return (known == null ? Optional.<EthereumAddress>empty() : known.redeem(ticket))
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemKind.INVALID,
                                        "wallet-ticket-invalid",
                                        "The ticket is unknown, used or too old; sign again."));
    }
}
