package io.guildhall.user.account;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

/**
 * A phone number in E.164 form. A number without a country code is a Chinese one.
 *
 * @param value the number, such as {@code +8613800138000}
 */
public record PhoneNumber(String value) {
    private static final String DEFAULT_REGION = "CN";

    /** A plus sign and 15 digits. The library knows numbers of some countries that are longer than E.164 allows. */
    private static final int LONGEST = 16;

    public PhoneNumber {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            var parsed = numbers.parse(value, DEFAULT_REGION);
            if (!numbers.isValidNumber(parsed)) {
                throw new InvalidValueException(
                        "phone-format", "not a phone number, expected a form such as 13800138000");
            }
            value = numbers.format(parsed, PhoneNumberFormat.E164);
            if (value.length() > LONGEST) {
                throw new InvalidValueException(
                        "phone-format",
                        "has " + (value.length() - 1) + " digits, expected 15 at the most");
            }
        } catch (NumberParseException e) {
            throw new InvalidValueException(
                    "phone-format", "not a phone number, expected a form such as 13800138000");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
