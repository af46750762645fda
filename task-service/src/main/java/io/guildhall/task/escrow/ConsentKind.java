package io.guildhall.task.escrow;

/** What people sign about a task: the messages of {@code EscrowSignatures.sol}. */
public enum ConsentKind {
    CLAIM("Claim", false, false),
    SUBMISSION("Submission", true, false),
    REVISION("Revision", true, true),
    ABANDONMENT("Abandonment", true, false),
    DISPUTE("Dispute", true, true),
    APPEAL("Appeal", false, true),
    APPROVAL("Approval", false, false),
    SETTLEMENT("Settlement", false, false);

    private final String type;
    private final boolean rounds;
    private final boolean reasoned;

    ConsentKind(String type, boolean rounds, boolean reasoned) {
        this.type = type;
        this.rounds = rounds;
        this.reasoned = reasoned;
    }

    String type() {
        return type;
    }

    /** Whether the message names how many revisions were asked for. */
    public boolean rounds() {
        return rounds;
    }

    /** Whether the message has the hash of a reason. */
    public boolean reasoned() {
        return reasoned;
    }
}
