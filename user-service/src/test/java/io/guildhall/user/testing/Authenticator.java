package io.guildhall.user.testing;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** An authenticator app that knows somebody's secret, and the recovery codes that came with it. */
public final class Authenticator {
    private static final Duration STEP = Duration.ofSeconds(30);

    private final SecretKey secret;
    private final List<String> recoveryCodes;

    public Authenticator(String base32, List<String> recoveryCodes) {
        this.secret = new SecretKeySpec(Base32.decode(base32), "HmacSHA1");
        this.recoveryCodes = recoveryCodes;
    }

    /** The code of the present step, or of a later one. */
    public String code(int stepsAhead) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            secret, Instant.now().plus(STEP.multipliedBy(stepsAhead)));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> recoveryCodes() {
        return recoveryCodes;
    }
}
