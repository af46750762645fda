package io.guildhall.chain.contract;

/** Where a task stands on the chain. */
public enum EscrowStatus {
    /** Never funded, or ended. */
    NONE,
    OPEN,
    CLAIMED,
    SUBMITTED,
    REVISION_ASKED,
    DISPUTED,
    RULED,
    APPEALED;

    /** As the contract numbers them: {@code contracts/src/libraries/TaskWord.sol}. */
    static EscrowStatus of(int number) {
        return switch (number) {
            case 0 -> NONE;
            case 1 -> OPEN;
            case 2 -> CLAIMED;
            case 3 -> SUBMITTED;
            case 4 -> REVISION_ASKED;
            case 5 -> DISPUTED;
            case 6 -> RULED;
            case 7 -> APPEALED;
            default -> throw new IllegalArgumentException("the contract has no status " + number);
        };
    }
}
