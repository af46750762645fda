package io.guildhall.user.siwe;

import java.util.Locale;

/** A well-formed message does not say what was asked for, or somebody else signed it. */
public class SiweRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why; {@link #code()} is its stable name. */
    public enum Reason {
        SCHEME_MISMATCH,
        DOMAIN_MISMATCH,
        ADDRESS_MISMATCH,
        STATEMENT_MISMATCH,
        URI_MISMATCH,
        CHAIN_MISMATCH,
        NONCE_MISMATCH,
        UNEXPECTED_FIELD,
        ISSUED_BEFORE_CHALLENGE,
        ISSUED_IN_FUTURE,
        NOT_YET_VALID,
        EXPIRED,
        SIGNATURE_INVALID;

        /** The reason as clients read it, such as {@code domain-mismatch}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;

    SiweRefusal(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
