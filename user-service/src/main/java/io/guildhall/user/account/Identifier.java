package io.guildhall.user.account;

import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to say who is meant: a username begins with a letter, a mail address has an @, a
 * phone number begins with a digit or a plus sign, an Ethereum address with 0x.
 */
sealed interface Identifier {
    /** A name or the beginning of one, folded. */
    record Name(String key) implements Identifier {}

    /** A mail address. */
    record Email(String value) implements Identifier {}

    /** A phone number. */
    record Phone(String value) implements Identifier {}

    /** An Ethereum address. */
    record Address(String value) implements Identifier {}

    /** Nothing that anybody could have. */
    record Nobody() implements Identifier {}

    static Identifier of(String typed) {
        String text = typed.strip();
        try {
            if (text.indexOf('@') >= 0) {
                return new Email(new EmailAddress(text).value());
            }
            if (text.startsWith("0x") || text.startsWith("0X")) {
                return new Address(new EthereumAddress("0x" + text.substring(2)).value());
            }
            if (text.startsWith("+") || (!text.isEmpty() && Character.isDigit(text.charAt(0)))) {
                return new Phone(new PhoneNumber(text).value());
            }
        } catch (InvalidValueException e) {
            return new Nobody();
        }
        return text.isEmpty() ? new Nobody() : new Name(Username.fold(text));
    }

    /** A pattern for the beginning of folded usernames. */
    default String usernamePrefix() {
        return switch (this) {
            case Name name ->
                    name.key().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
            case Email ignored -> "";
            case Phone ignored -> "";
            case Address ignored -> "";
            case Nobody ignored -> "";
        };
    }

    default @Nullable String exact() {
        return switch (this) {
            case Email email -> email.value();
            case Phone phone -> phone.value();
            case Name ignored -> null;
            case Address ignored -> null;
            case Nobody ignored -> null;
        };
    }

    default @Nullable String address() {
        return this instanceof Address address ? address.value() : null;
    }
}
