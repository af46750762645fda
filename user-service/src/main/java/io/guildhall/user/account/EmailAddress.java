package io.guildhall.user.account;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A mail address in lower case. Only ASCII: two addresses that look the same are the same, which password
 * recovery depends on.
 *
 * @param value the address
 */
public record EmailAddress(String value) {
    private static final Pattern SHAPE =
            Pattern.compile(
                    "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > 254 || value.indexOf('@') > 64 || !SHAPE.matcher(value).matches()) {
            throw new InvalidValueException(
                    "email-format", "not a mail address, expected a form such as name@example.org");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
