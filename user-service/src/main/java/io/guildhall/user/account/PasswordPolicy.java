package io.guildhall.user.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a password must be: 10 to 128 characters, nobody's name, and not one that guessers try first. The
 * list of those, and the variations of them, are zxcvbn's.
 */
@Component
class PasswordPolicy {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 128;

    /** Longer texts cost the estimator much time and are strong enough by their length. */
    private static final int ESTIMATED = 40;

    /** Tries that a guesser needs at least, as a power of ten; common passwords take fewer. */
    private static final double FEWEST_GUESSES_LOG10 = 6;

    private final Zxcvbn estimator = new Zxcvbn();

    /** The password itself, or why it is refused. */
    String checked(String password, @Nullable String... own) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new InvalidValueException(
                    "password-length", "has " + length + " characters, expected 10 to 128");
        }
        Collection<String> known = Stream.of(own).filter(Objects::nonNull).toList();
        String folded = password.toLowerCase(Locale.ROOT);
        if (known.stream().anyMatch(text -> folded.equals(text.toLowerCase(Locale.ROOT)))) {
            throw new InvalidValueException(
                    "password-own-name", "is the username or mail address, expected another text");
        }
        if (length <= ESTIMATED
                && estimator.measure(password).getGuessesLog10() < FEWEST_GUESSES_LOG10) {
            throw new InvalidValueException(
                    "password-common", "is among those that are tried first, expected a rarer one");
        }
        return password;
    }
}
