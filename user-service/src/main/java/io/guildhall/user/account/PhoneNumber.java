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

    public PhoneNumber {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            var parsed = numbers.parse(value, DEFAULT_REGION);
            if (!numbers.isValidNumber(parsed)) {
                throw new InvalidValueException(
                        "phone-format", "not a phone number, expected a form such as 13800138000");
            }
            value = numbers.format(parsed, PhoneNumberFormat.E164);
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
