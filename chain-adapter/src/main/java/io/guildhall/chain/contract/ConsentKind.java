package io.guildhall.chain.contract;

import static io.guildhall.chain.contract.ConsentKind.Field.DIGEST;
import static io.guildhall.chain.contract.ConsentKind.Field.OPENED_IN;
import static io.guildhall.chain.contract.ConsentKind.Field.ROUND;
import static io.guildhall.chain.contract.ConsentKind.Field.SHARE;
import static io.guildhall.chain.contract.ConsentKind.Field.TASK;
import static io.guildhall.chain.contract.ConsentKind.Field.VALID_UNTIL;
import static io.guildhall.chain.contract.ConsentKind.Field.WORKER;

import java.util.List;

/** The messages that people sign: {@code contracts/src/EscrowSignatures.sol}. */
public enum ConsentKind {
    CLAIM("Claim(bytes32 task,uint256 openedIn,address worker)", TASK, OPENED_IN, WORKER),
    SUBMISSION(
            "Submission(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 evidence)",
            TASK,
            OPENED_IN,
            WORKER,
            ROUND,
            DIGEST),
    REVISION(
            "Revision(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)",
            TASK,
            OPENED_IN,
            WORKER,
            ROUND,
            DIGEST),
    ABANDONMENT(
            "Abandonment(bytes32 task,uint256 openedIn,address worker,uint256 round)",
            TASK,
            OPENED_IN,
            WORKER,
            ROUND),
    DISPUTE(
            "Dispute(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)",
            TASK,
            OPENED_IN,
            WORKER,
            ROUND,
            DIGEST),
    APPEAL(
            "Appeal(bytes32 task,uint256 openedIn,address worker,bytes32 reason)",
            TASK,
            OPENED_IN,
            WORKER,
            DIGEST),
    APPROVAL("Approval(bytes32 task,uint256 openedIn,address worker)", TASK, OPENED_IN, WORKER),
    SETTLEMENT(
            "Settlement(bytes32 task,uint256 openedIn,address worker,uint256 share,uint256 validUntil)",
            TASK,
            OPENED_IN,
            WORKER,
            SHARE,
            VALID_UNTIL);

    enum Field {
        TASK,
        OPENED_IN,
        WORKER,
        ROUND,
        DIGEST,
        SHARE,
        VALID_UNTIL
    }

    private final String type;

    // List.of cannot be changed; its type does not say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Field> fields;

    ConsentKind(String type, Field... fields) {
        this.type = type;
        this.fields = List.of(fields);
    }

    String type() {
        return type;
    }

    List<Field> fields() {
        return fields;
    }
}
