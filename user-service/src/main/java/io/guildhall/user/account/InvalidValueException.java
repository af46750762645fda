package io.guildhall.user.account;

/** What somebody typed is not a value of its kind. */
public final class InvalidValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * A refusal of one value.
     *
     * @param code stable code that the client turns into text
     * @param message the offending value, then the expected one
     */
    public InvalidValueException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** The text for engineers; never null, unlike that of other exceptions. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
