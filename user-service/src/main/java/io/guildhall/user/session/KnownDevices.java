package io.guildhall.user.session;

import io.guildhall.user.secret.RandomToken;
import io.guildhall.user.secret.SecretBox;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tells browsers in which somebody has logged in to an account before from all others. Strangers who guess at its
 * password use up the tries that strangers have, and its owner still comes in from a known browser. What a browser
 * keeps is no key: it only gives tries of its own. See OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
 */
@Component
public class KnownDevices {
    private static final char SEPARATOR = '.';

    private final SecretBox secrets;

    KnownDevices(SecretBox secrets) {
        this.secrets = secrets;
    }

    /** What a browser shall keep in which this account was just logged in to. */
    public String remember(long userId) {
        String device = RandomToken.create().value();
        return device + SEPARATOR + secrets.mac(purpose(userId), device);
    }

    /** Which of the account's devices presents this, if any. */
    public Optional<String> recognise(long userId, String presented) {
        int end = presented.indexOf(SEPARATOR);
        if (end < 0) {
            return Optional.empty();
        }
        String device = presented.substring(0, end);
        return secrets.verifyMac(purpose(userId), device, presented.substring(end + 1))
                ? Optional.of(device)
                : Optional.empty();
    }

    private static String purpose(long userId) {
        return "known-device:" + userId;
    }
}
