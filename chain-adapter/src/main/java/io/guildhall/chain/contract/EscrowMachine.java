package io.guildhall.chain.contract;

import static io.guildhall.chain.contract.EscrowStatus.APPEALED;
import static io.guildhall.chain.contract.EscrowStatus.CLAIMED;
import static io.guildhall.chain.contract.EscrowStatus.DISPUTED;
import static io.guildhall.chain.contract.EscrowStatus.OPEN;
import static io.guildhall.chain.contract.EscrowStatus.REVISION_ASKED;
import static io.guildhall.chain.contract.EscrowStatus.RULED;
import static io.guildhall.chain.contract.EscrowStatus.SUBMITTED;

import java.util.Objects;

/**
 * The contract's state machine, replayed from its events: {@code contracts/src/TaskEscrow.sol}. A node is asked for the
 * state of old blocks only where it keeps an archive, and can tell it between two events of one block never.
 */
public final class EscrowMachine {
    /** How long an arbiter has: {@code EscrowTerms.ARBITRATION_WINDOW}, which never changes. */
    private static final long ARBITRATION_WINDOW = 14L * 24 * 3_600;

    private EscrowMachine() {}

    /**
     * The state right after an event.
     *
     * @param block in which it happened
     * @param time of that block, Unix seconds
     */
    public static EscrowState after(
            EscrowState before, EscrowEvent event, Policy policy, long block, long time) {
        return switch (event.kind()) {
            case FUNDED, REOPENED ->
                    new EscrowState(OPEN, Addresses.NOBODY, block, policy.claimDeadline(), 0, 0);
            case CLAIMED ->
                    new EscrowState(
                            CLAIMED,
                            Objects.requireNonNull(event.account()),
                            before.openedIn(),
                            time + policy.workWindow(),
                            0,
                            0);
            case SUBMITTED -> next(before, SUBMITTED, time + policy.reviewWindow(), before.round());
            case REVISION_REQUESTED ->
                    next(before, REVISION_ASKED, time + policy.workWindow(), event.number());
            case DISPUTED -> next(before, DISPUTED, time + ARBITRATION_WINDOW, before.round());
            case RULED -> ruled(before, event, policy, time);
            case APPEALED ->
                    new EscrowState(
                            APPEALED,
                            before.worker(),
                            before.openedIn(),
                            time + ARBITRATION_WINDOW,
                            before.round(),
                            before.ruledShare());
            case APPROVED, RELEASED, SETTLED, CANCELLED, REFUNDED, RESOLVED -> EscrowState.NONE;
            case CREDITED -> before;
        };
    }

    /** Without an appeal window, and of an appeal, the payment follows at once. */
    private static EscrowState ruled(
            EscrowState before, EscrowEvent event, Policy policy, long time) {
        if (policy.appealWindow() == 0 || before.status() == APPEALED) {
            return before;
        }
        return new EscrowState(
                RULED,
                before.worker(),
                before.openedIn(),
                time + policy.appealWindow(),
                before.round(),
                event.number());
    }

    private static EscrowState next(
            EscrowState before, EscrowStatus status, long clock, int round) {
        return new EscrowState(status, before.worker(), before.openedIn(), clock, round, 0);
    }
}
