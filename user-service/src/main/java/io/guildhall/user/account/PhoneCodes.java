package io.guildhall.user.account;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.secret.SecretBox;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Proves that a phone number belongs to who gave it: six digits, ten minutes, five tries. */
@Service
public class PhoneCodes {
    private static final Logger log = LoggerFactory.getLogger(PhoneCodes.class);
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final PhoneCodeRepository codes;
    private final ObjectProvider<PhoneCodeSender> sender;
    private final SecretBox secrets;
    private final Throttle throttle;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PhoneCodes(
            PhoneCodeRepository codes,
            ObjectProvider<PhoneCodeSender> sender,
            SecretBox secrets,
            Throttle throttle,
            TransactionOperations transaction,
            Clock clock) {
        this.codes = codes;
        this.sender = sender;
        this.secrets = secrets;
        this.throttle = throttle;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Sends a code; the answer is the same whoever has the number.
     *
     * @param client network that the request came from
     * @throws ProblemException {@code phone-unavailable} where no way to send codes is set up
     */
    public void send(String number, String client) {
        PhoneNumber phone = FieldChecks.require("phone", () -> new PhoneNumber(number));
        PhoneCodeSender way = sender.getIfAvailable();
        if (way == null) {
            throw new ProblemException(
                    ProblemKind.UNAVAILABLE,
                    "phone-unavailable",
                    "This site sends no codes to phones, expected a mail address instead.");
        }
        throttle.require(Throttled.PHONE_CODE_ADDRESS, client);
        throttle.require(Throttled.PHONE_CODE, phone.value());
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
        Instant until = clock.instant().plus(LIFETIME);
        String mac = mac(phone, code);
        transaction.executeWithoutResult(
                status -> codes.put(phone.value(), mac, until, PhoneCode.TRIES));
        try {
            way.send(phone, code);
        } catch (RuntimeException e) {
            log.error("a phone code could not be sent", e);
        }
    }

    /** A code that was right; {@link #use} ends it. */
    record Proof(PhoneNumber phone, String mac) {}

    /**
     * Checks a code. A try counts even where the request fails later.
     *
     * @throws ProblemException {@code phone-code-invalid}
     */
    Proof require(PhoneNumber phone, String code) {
        boolean right =
                Boolean.TRUE.equals(
                        transaction.execute(
                                status ->
                                        codes.findLocked(phone.value())
                                                .filter(c -> c.tryOnce(clock.instant()))
                                                .map(
                                                        c ->
                                                                secrets.verifyMac(
                                                                        purpose(phone),
                                                                        code.strip(),
                                                                        c.codeMac()))
                                                .orElse(false)));
        if (!right) {
            throw invalid();
        }
        return new Proof(phone, mac(phone, code.strip()));
    }

    /** Uses a right code up in the transaction of what it allows. */
    @Transactional(propagation = Propagation.MANDATORY)
    void use(Proof proof) {
        if (codes.deleteCode(proof.phone().value(), proof.mac()) == 0) {
            throw invalid();
        }
    }

    private String mac(PhoneNumber phone, String code) {
        return secrets.mac(purpose(phone), code);
    }

    private static String purpose(PhoneNumber phone) {
        return "phone-code:" + phone.value();
    }

    private static ProblemException invalid() {
        return new ProblemException(
                        ProblemKind.INVALID,
                        "phone-code-invalid",
                        "The code is wrong, used or too old, expected the latest one.")
                .withField("phoneCode", "phone-code-invalid", "wrong, expected the latest code");
    }
}
