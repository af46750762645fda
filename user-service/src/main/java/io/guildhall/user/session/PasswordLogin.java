package io.guildhall.user.session;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.account.Passwords;
import io.guildhall.user.client.Client;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lets people in who know a password. Who does not, learns nothing about who exists. */
@Service
public class PasswordLogin {
    private final Passwords passwords;
    private final Sessions sessions;
    private final Throttle throttle;
    private final AuditTrail audit;

    PasswordLogin(Passwords passwords, Sessions sessions, Throttle throttle, AuditTrail audit) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.throttle = throttle;
        this.audit = audit;
    }

    /**
     * Opens a session.
     *
     * @param identifier username, mail address or phone number
     * @throws ProblemException {@code invalid-credentials}, {@code too-many-attempts}, {@code too-busy}, and
     *     those of {@link Sessions#open}
     */
    public Tokens logIn(
            String identifier,
            String password,
            @Nullable String code,
            boolean remembered,
            Client client) {
        String who = Passwords.canonical(identifier);
        String whoAndWhere = who + '\n' + client.network();
        throttle.require(Throttled.LOGIN_ADDRESS, client.network());
        throttle.require(Throttled.LOGIN, whoAndWhere);
        throttle.require(Throttled.LOGIN_IDENTIFIER, who);
        Passwords.Verdict verdict = passwords.verify(identifier, password);
        if (!verdict.right() || verdict.account() == null) {
            audit.recordAs(
                    0,
                    "user.login-failed",
                    verdict.account() == null ? "user:unknown" : "user:" + verdict.account().id(),
                    Outcome.DENIED,
                    Map.of("method", LoginMethod.PASSWORD.reference()));
            throw new ProblemException(
                    ProblemKind.UNAUTHENTICATED,
                    "invalid-credentials",
                    "Identifier and password do not belong together.");
        }
        throttle.forgive(Throttled.LOGIN_ADDRESS, client.network());
        throttle.forgive(Throttled.LOGIN, whoAndWhere);
        throttle.forgive(Throttled.LOGIN_IDENTIFIER, who);
        return sessions.open(verdict.account(), LoginMethod.PASSWORD, code, remembered, client);
    }
}
