package io.guildhall.task.escrow;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the escrow's facts at hand, so that no page waits for the chain, and knows whether it can be reached. */
@Component
public class EscrowWatch {
    private static final Logger log = LoggerFactory.getLogger(EscrowWatch.class);

    private final Escrow escrow;
    private final Clock clock;
    private volatile @Nullable Look last;
    private volatile boolean available;

    EscrowWatch(Escrow escrow, Clock clock) {
        this.escrow = escrow;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${guildhall.task.escrow-poll:2s}")
    void look() {
        try {
            last = new Look(escrow.facts(), clock.instant());
            if (!available) {
                log.info("The escrow can be reached");
            }
            available = true;
        } catch (RuntimeException e) {
            // Also what is no outage: an adapter that only breaks is out of reach as well.
            if (available) {
                log.warn("The escrow cannot be reached: {}", e.getMessage());
            }
            available = false;
        }
    }

    /** What was said last, however long ago; empty before the first word. */
    public Optional<EscrowFacts> known() {
        return Optional.ofNullable(last).map(Look::facts);
    }

    public boolean available() {
        return available;
    }

    public Limits limits() {
        return known().map(EscrowFacts::limits).orElse(Limits.OF_THE_CONTRACT);
    }

    /**
     * The facts, when the chain has been heard of at all.
     *
     * @throws ProblemException {@code chain-unavailable}
     */
    public EscrowFacts require() {
        return known().orElseThrow(EscrowWatch::unavailable);
    }

    /** What is thrown wherever the chain would be needed and is out of reach. */
    public static ProblemException unavailable() {
        return new ProblemException(
                        ProblemKind.UNAVAILABLE,
                        "chain-unavailable",
                        "The chain cannot be reached now; try again soon.")
                .with("retryAfter", 5);
    }

    /**
     * The time that the contract's clocks go by. A block is never younger than the present, but a development chain's
     * time is moved ahead by tests and demonstrations, and then that counts.
     */
    public Instant now() {
        Instant here = clock.instant();
        Look known = last;
        if (known == null) {
            return here;
        }
        Instant there = known.facts().headTime().plus(Duration.between(known.at(), here));
        return there.isAfter(here) ? there : here;
    }

    /** Facts and when they came: one value, since the one is nothing without the other. */
    private record Look(EscrowFacts facts, Instant at) {}
}
