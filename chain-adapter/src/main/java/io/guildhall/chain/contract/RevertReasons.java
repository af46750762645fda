package io.guildhall.chain.contract;

import io.guildhall.contracts.TaskEscrow;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.datatypes.CustomError;

/** Names the contract's custom errors: {@code TaskEscrow_WrongStatus} is {@code escrow-wrong-status}. */
public final class RevertReasons {
    /** The contract, or a token that it called, refused without a name that we know. */
    public static final String UNKNOWN = "escrow-reverted";

    private static final int SELECTOR = "0x01234567".length();
    private static final Map<String, String> NAMES = names();

    private RevertReasons() {}

    /**
     * The stable reason.
     *
     * @param data what the contract gave back, in hexadecimal digits with 0x
     */
    public static String of(String data) {
        return data.length() < SELECTOR
                ? UNKNOWN
                : NAMES.getOrDefault(data.substring(0, SELECTOR).toLowerCase(Locale.ROOT), UNKNOWN);
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (Field field : TaskEscrow.class.getFields()) {
            if (field.getType().equals(CustomError.class)) {
                CustomError error = read(field);
                names.put(
                        CustomErrorEncoder.encode(error).substring(0, SELECTOR),
                        "escrow-" + kebab(error.getName().replaceFirst("^[A-Za-z]+_", "")));
            }
        }
        return names;
    }

    private static CustomError read(Field field) {
        try {
            return (CustomError) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }
}
