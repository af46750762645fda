package io.guildhall.user.session;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.Notices;
import io.guildhall.user.account.Reauthentication;
import io.guildhall.user.mail.MailKind;
import io.guildhall.user.secret.RandomToken;
import io.guildhall.user.secret.SecretBox;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The second factor of an account: codes from an authenticator app, and recovery codes for its loss. */
@Service
public class SecondFactors {
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_CODE_BYTES = 10;

    private final SecondFactorRepository factors;
    private final OneTimeCodes codes;
    private final SessionBook sessions;
    private final Accounts accounts;
    private final Reauthentication reauthentication;
    private final SecretBox secrets;
    private final Throttle throttle;
    private final Notices notices;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(
            SecondFactorRepository factors,
            OneTimeCodes codes,
            SessionBook sessions,
            Accounts accounts,
            Reauthentication reauthentication,
            SecretBox secrets,
            Throttle throttle,
            Notices notices,
            AuditTrail audit,
            TransactionOperations transaction) {
        this.factors = factors;
        this.codes = codes;
        this.sessions = sessions;
        this.accounts = accounts;
        this.reauthentication = reauthentication;
        this.secrets = secrets;
        this.throttle = throttle;
        this.notices = notices;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * What an authenticator app needs.
     *
     * @param secret base 32, to type in
     * @param uri to show as a QR code
     */
    public record Enrolment(String secret, String uri) {}

    /**
     * Begins to set a second factor up; it counts once {@link #confirm} has seen a code.
     *
     * @param password the account's, where it has one
     * @throws ProblemException {@code second-factor-present}, and what {@link Reauthentication#require} refuses
     */
    public Enrolment begin(CurrentUser user, @Nullable String password) {
        Reauthentication.Proof proof = reauthentication.require(user, password);
        Account account = accounts.get(user.id());
        byte[] secret = codes.newSecret();
        byte[] sealed = secrets.seal(purpose(user.id()), secret);
        transaction.executeWithoutResult(
                status -> {
                    reauthentication.requireUnchanged(proof);
                    keep(user.id(), sealed);
                });
        String text = Base32.encode(secret);
        String label = URLEncoder.encode(account.username(), StandardCharsets.UTF_8);
        return new Enrolment(
                text,
                "otpauth://totp/Guildhall:" + label + "?secret=" + text + "&issuer=Guildhall");
    }

    private void keep(long userId, byte[] sealed) {
        factors.findLocked(userId)
                .ifPresentOrElse(
                        factor -> {
                            if (factor.isConfirmed()) {
                                throw new ProblemException(
                                        ProblemKind.CONFLICT,
                                        "second-factor-present",
                                        "The account has a second factor already.");
                            }
                            factor.replace(sealed);
                        },
                        () -> factors.save(new SecondFactor(userId, sealed)));
    }

    /**
     * Forgets what was begun and not confirmed: who began it proved to be the owner by another password than the account
     * has now.
     */
    void abandon(long userId) {
        factors.deleteUnconfirmed(userId);
    }

    /**
     * Ends the setting up with a first code, which proves who asks: only the owner got the secret, see {@link #begin}. The
     * session counts as opened with the second factor.
     *
     * @return recovery codes, shown this once
     * @throws ProblemException {@code second-factor-invalid}
     */
    public List<String> confirm(long userId, long sessionId, String code) {
        throttle.require(Throttled.SECOND_FACTOR, Long.toString(userId));
        List<String> recoveryCodes =
                Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList();
        transaction.executeWithoutResult(
                status -> {
                    // First, as everybody locks the account first.
                    Account account = accounts.requireSecondFactor(userId, true);
                    SecondFactor factor =
                            factors.findLocked(userId)
                                    .filter(f -> !f.isConfirmed())
                                    .orElseThrow(() -> invalid(ProblemKind.INVALID));
                    if (!acceptsTimeCode(userId, factor, code)) {
                        throw invalid(ProblemKind.INVALID);
                    }
                    factor.confirm();
                    factors.deleteRecoveryCodes(userId);
                    recoveryCodes.forEach(c -> factors.addRecoveryCode(userId, stored(c)));
                    sessions.strengthen(userId, sessionId);
                    audited("user.second-factor-added", userId, Outcome.SUCCESS);
                    notices.send(account, MailKind.SECOND_FACTOR_ADDED);
                });
        throttle.forgive(Throttled.SECOND_FACTOR, Long.toString(userId));
        return recoveryCodes;
    }

    /**
     * Takes the second factor away. A code alone does not: it may stand on a phone that lies beside the open session.
     *
     * @param code TOTP or recovery code, used up once the password was right
     * @param password the account's, where it has one
     * @throws ProblemException {@code second-factor-mandatory} for system admins, {@code
     *     second-factor-invalid}, and what {@link Reauthentication#require} refuses
     */
    public void remove(CurrentUser user, String code, @Nullable String password) {
        long userId = user.id();
        if (accounts.get(userId).roles().contains(Role.SYSTEM_ADMIN)) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "second-factor-mandatory",
                    "A system admin always has a second factor.");
        }
        Reauthentication.Proof proof = reauthentication.require(user, password);
        require(userId, code, ProblemKind.INVALID);
        transaction.executeWithoutResult(
                status -> {
                    reauthentication.requireUnchanged(proof);
                    factors.deleteByUserId(userId);
                    factors.deleteRecoveryCodes(userId);
                    sessions.weakenAll(userId);
                    Account account = accounts.requireSecondFactor(userId, false);
                    audited("user.second-factor-removed", userId, Outcome.SUCCESS);
                    notices.send(account, MailKind.SECOND_FACTOR_REMOVED);
                });
    }

    /** Uses a TOTP or recovery code up, or refuses with {@code second-factor-invalid}. */
    void require(long userId, String code) {
        require(userId, code, ProblemKind.UNAUTHENTICATED);
    }

    private void require(long userId, String code, ProblemKind refusal) {
        throttle.require(Throttled.SECOND_FACTOR, Long.toString(userId));
        boolean accepted =
                Boolean.TRUE.equals(transaction.execute(status -> accepts(userId, code.strip())));
        if (!accepted) {
            audited("user.second-factor-refused", userId, Outcome.DENIED);
            throw invalid(refusal);
        }
        throttle.forgive(Throttled.SECOND_FACTOR, Long.toString(userId));
    }

    private boolean accepts(long userId, String code) {
        SecondFactor factor =
                factors.findLocked(userId).filter(SecondFactor::isConfirmed).orElse(null);
        if (factor == null) {
            return false;
        }
        if (OneTimeCodes.looksLikeCode(code)) {
            return acceptsTimeCode(userId, factor, code);
        }
        return factors.useRecoveryCode(userId, stored(code)) == 1;
    }

    private boolean acceptsTimeCode(long userId, SecondFactor factor, String code) {
        byte[] secret = secrets.open(purpose(userId), factor.sealedSecret());
        OptionalLong step = codes.matchingStep(secret, code.strip());
        return step.isPresent() && factor.useStep(step.getAsLong());
    }

    private String recoveryCode() {
        byte[] bytes = new byte[RECOVERY_CODE_BYTES];
        random.nextBytes(bytes);
        return Base32.encode(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-");
    }

    private static String stored(String recoveryCode) {
        String plain = recoveryCode.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", "");
        return RandomToken.hash(plain);
    }

    private static String purpose(long userId) {
        return "second-factor:" + userId;
    }

    private static ProblemException invalid(ProblemKind kind) {
        return new ProblemException(
                kind,
                "second-factor-invalid",
                "The code is wrong, used or too old, expected the app's present one.");
    }

    private void audited(String action, long userId, Outcome outcome) {
        audit.recordAs(userId, action, "user:" + userId, outcome, Map.of());
    }
}
