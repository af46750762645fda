package io.guildhall.user.session;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Time-based codes by RFC 6238: SHA-1, 30 seconds, six digits, as every authenticator app has them. */
@Component
class OneTimeCodes {
    private static final Pattern SHAPE = Pattern.compile("\\d{6}");
    private static final int SECRET_BYTES = 20;

    private final TimeBasedOneTimePasswordGenerator generator =
            new TimeBasedOneTimePasswordGenerator();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    OneTimeCodes(Clock clock) {
        this.clock = clock;
    }

    byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    static boolean looksLikeCode(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The time step whose code this is: the present one or a neighbour, because clocks differ. */
    OptionalLong matchingStep(byte[] secret, String code) {
        Instant now = clock.instant();
        long stepSeconds = generator.getTimeStep().toSeconds();
        OptionalLong match = OptionalLong.empty();
        for (int offset = -1; offset <= 1; offset++) {
            Instant time = now.plusSeconds(offset * stepSeconds);
            if (isCode(secret, code, time)) {
                match = OptionalLong.of(time.getEpochSecond() / stepSeconds);
            }
        }
        return match;
    }

    private boolean isCode(byte[] secret, String code, Instant time) {
        try {
            String expected =
                    generator.generateOneTimePasswordString(
                            new SecretKeySpec(secret, generator.getAlgorithm()), time);
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.US_ASCII),
                    code.getBytes(StandardCharsets.US_ASCII));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the secret is no key", e);
        }
    }
}
