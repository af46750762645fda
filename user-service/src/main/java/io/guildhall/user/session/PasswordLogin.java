package io.guildhall.user.session;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.account.Passwords;
import io.guildhall.user.client.Client;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Lets people in who know a password. Who does not, learns nothing about who exists.
 *
 * <p>Tries are counted by identifier and network, and by identifier alone, since guesses come from many networks. The
 * second count alone would let three of them keep an owner out for as long as they like; therefore a browser in which the
 * owner has logged in before has a count of its own in place of both.
 */
@Service
public class PasswordLogin {
    private final Passwords passwords;
    private final Sessions sessions;
    private final KnownDevices devices;
    private final Throttle throttle;
    private final AuditTrail audit;

    PasswordLogin(
            Passwords passwords,
            Sessions sessions,
            KnownDevices devices,
            Throttle throttle,
            AuditTrail audit) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.devices = devices;
        this.throttle = throttle;
        this.audit = audit;
    }

    /**
     * Opens a session.
     *
     * @param identifier username, mail address or phone number
     * @param device what the browser keeps of an earlier login, see {@link KnownDevices}
     * @throws ProblemException {@code invalid-credentials}, {@code too-many-attempts}, {@code too-busy}, and
     *     those of {@link Sessions#open}
     */
    public Tokens logIn(
            String identifier,
            String password,
            @Nullable String code,
            boolean remembered,
            Client client,
            @Nullable String device) {
        List<Count> counts = counts(identifier, client, device);
        counts.forEach(count -> throttle.require(count.what(), count.key()));
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
        counts.forEach(count -> throttle.forgive(count.what(), count.key()));
        return sessions.open(verdict.account(), LoginMethod.PASSWORD, code, remembered, client);
    }

    /** What a try counts against. */
    private record Count(Throttled what, String key) {}

    private List<Count> counts(String identifier, Client client, @Nullable String device) {
        Count network = new Count(Throttled.LOGIN_ADDRESS, client.network());
        Optional<String> known = device == null ? Optional.empty() : known(identifier, device);
        if (known.isPresent()) {
            return List.of(network, new Count(Throttled.LOGIN_DEVICE, known.get()));
        }
        String who = Passwords.canonical(identifier);
        return List.of(
                network,
                new Count(Throttled.LOGIN, who + '\n' + client.network()),
                new Count(Throttled.LOGIN_IDENTIFIER, who));
    }

    private Optional<String> known(String identifier, String device) {
        return passwords.holder(identifier).flatMap(userId -> devices.recognise(userId, device));
    }
}
