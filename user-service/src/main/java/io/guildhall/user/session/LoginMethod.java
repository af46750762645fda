package io.guildhall.user.session;

/** How somebody proved who they are. */
public enum LoginMethod {
    PASSWORD("pwd"),
    WALLET("wallet");

    private final String reference;

    LoginMethod(String reference) {
        this.reference = reference;
    }

    /** The authentication method reference in a token's {@code amr} claim. */
    public String reference() {
        return reference;
    }
}
