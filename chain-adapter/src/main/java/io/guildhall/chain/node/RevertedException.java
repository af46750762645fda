package io.guildhall.chain.node;

/** The called contract refuses. Not an error of the node: the same call would fail in a block too. */
public final class RevertedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String data;

    /** With what the contract says, in hexadecimal digits with 0x; empty when it says nothing. */
    public RevertedException(String message, String data) {
        super(message);
        this.data = data;
    }

    /** The encoded custom error. */
    public String data() {
        return data;
    }
}
