package io.guildhall.user.account;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks somebody who is logged in to prove anew who they are, before a way into the account changes: whoever finds a
 * session open must not be able to keep the account, or to lock its owner out. The proof is the password, or where there
 * is none, that the session was opened a moment ago.
 */
@Service
public class Reauthentication {
    private final Users users;
    private final AccountStore store;
    private final RecentLogins logins;
    private final PasswordHashing hashing;
    private final Throttle throttle;
    private final AuditTrail audit;

    Reauthentication(
            Users users,
            AccountStore store,
            RecentLogins logins,
            PasswordHashing hashing,
            Throttle throttle,
            AuditTrail audit) {
        this.users = users;
        this.store = store;
        this.logins = logins;
        this.hashing = hashing;
        this.throttle = throttle;
        this.audit = audit;
    }

    /** That somebody has just proved who they are. Nobody but {@link Reauthentication} can say so. */
    public static final class Proof {
        private final Account account;
        private final String field;

        private Proof(Account account, String field) {
            this.account = account;
            this.field = field;
        }

        /** Whose account may change. */
        public long userId() {
            return account.id();
        }
    }

    /**
     * Takes the proof out of a request whose field for the password is called {@code password}.
     *
     * @param password the account's, where it has one
     * @throws ProblemException {@code password-wrong}, {@code login-too-old}, {@code too-many-attempts}
     */
    public Proof require(CurrentUser user, @Nullable String password) {
        return require(user, password, "password");
    }

    /** The same for a field of another name. Costs a hash: call it outside a transaction. */
    Proof require(CurrentUser user, @Nullable String password, String field) {
        String key = Long.toString(user.id());
        throttle.require(Throttled.REAUTHENTICATION, key);
        User asked =
                users.findByUserId(user.id()).orElseThrow(() -> AccountStore.unknown(user.id()));
        String hash = asked.password();
        if (hash == null) {
            requireRecentLogin(user);
        } else if (password == null || !hashing.matches(password, hash)) {
            audit.record("user.password-refused", "user:" + user.id(), Outcome.DENIED, Map.of());
            throw wrong(field);
        }
        throttle.forgive(Throttled.REAUTHENTICATION, key);
        return new Proof(asked.account(), field);
    }

    private void requireRecentLogin(CurrentUser user) {
        if (!logins.isRecent(user.id(), user.sessionId())) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "login-too-old",
                    "The account has no password to ask for, expected a login a moment ago.");
        }
    }

    /**
     * Refuses in the transaction of the change when the password is another than the one that was proved: its owner may
     * have changed it meanwhile, to shut out who asks here. Locks the account.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireUnchanged(Proof proof) {
        Account present = store.locked(proof.userId()).account();
        if (present.passwordMark() != proof.account.passwordMark()) {
            throw wrong(proof.field);
        }
    }

    private static ProblemException wrong(String field) {
        return new ProblemException(
                        ProblemKind.INVALID, "password-wrong", "The password is not right.")
                .withField(field, "password-wrong", "wrong, expected the present password");
    }
}
