package io.guildhall.localstack.demo;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** What an authenticator app shows (RFC 6238). */
final class OneTimeCode {
    private OneTimeCode() {}

    static String at(Instant time, String secret) {
        TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(new Base32().decode(secret), generator.getAlgorithm()), time);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a secret in base32", e);
        }
    }
}
