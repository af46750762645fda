package io.guildhall.user.siwe;

/** A text is no message of EIP-4361. */
public class SiweFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    SiweFormatException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The part of the message where reading stopped, such as {@code issued-at}; a stable name. */
    public String field() {
        return field;
    }
}
