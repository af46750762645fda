package io.guildhall.task.chronicle;

import io.guildhall.task.escrow.Terms;
import java.math.BigInteger;

/** Who gets what when a task ends, as {@code Shares.sol} divides it. */
record Payouts(BigInteger toWorker, BigInteger toPublisher) {
    static Payouts of(ChainEvent event, Terms terms) {
        return switch (event.kind()) {
            case APPROVED, RELEASED -> new Payouts(terms.reward(), BigInteger.ZERO);
            case SETTLED, RESOLVED -> {
                int share = event.share() == null ? 0 : event.share();
                yield new Payouts(terms.toWorker(share), terms.toPublisher(share));
            }
            case CANCELLED, REFUNDED -> new Payouts(BigInteger.ZERO, terms.total());
            case FUNDED,
                    CLAIMED,
                    REOPENED,
                    SUBMITTED,
                    REVISION_ASKED,
                    DISPUTED,
                    RULED,
                    APPEALED,
                    CREDITED ->
                    new Payouts(BigInteger.ZERO, BigInteger.ZERO);
        };
    }
}
