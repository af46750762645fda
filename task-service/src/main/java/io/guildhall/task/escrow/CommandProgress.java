package io.guildhall.task.escrow;

/**
 * How far a command has come at chain-adapter.
 *
 * @param reason why it failed, such as {@code escrow-deadline-passed}; empty otherwise
 */
public record CommandProgress(Stage stage, String reason) {
    /** Where it is. */
    public enum Stage {
        /** chain-adapter has never heard of it. */
        UNKNOWN,
        ON_ITS_WAY,
        CONFIRMED,
        FAILED
    }
}
