package io.guildhall.task.market;

import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.escrow.Limits;
import io.guildhall.task.escrow.Policy;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.escrow.Token;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks at each point of their life, fresh at each call. */
public final class TaskFixture {
    public static final long ID = 77;
    public static final long PUBLISHER = 1;
    public static final long WORKER = 2;
    public static final long STRANGER = 3;
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final Instant DEADLINE = NOW.plus(Duration.ofDays(7));
    public static final Limits LIMITS = Limits.OF_THE_CONTRACT;
    public static final EscrowProperties PROPERTIES =
            new EscrowProperties(
                    null, List.of(new Token(null, "ETH", 18)), 250, 5_000, Duration.ofDays(3));

    private TaskFixture() {}

    public static Brief brief() {
        return new Brief(
                "Scales",
                "Collect **40** scales",
                List.of("All blue"),
                List.of("solo"),
                BigInteger.TEN.pow(18),
                "",
                DEADLINE,
                86_400,
                172_800,
                2,
                TaskMode.FIRST_COME);
    }

    /** A brief whose publisher chooses who may claim. */
    public static Brief byApplication() {
        Brief brief = brief();
        return new Brief(
                brief.name(),
                brief.description(),
                brief.criteria(),
                brief.tags(),
                brief.reward(),
                brief.token(),
                brief.claimDeadline(),
                brief.reviewWindow(),
                brief.workWindow(),
                brief.maxRevisions(),
                TaskMode.BY_APPLICATION);
    }

    public static Task draft() {
        return new Task(ID, PUBLISHER, brief(), NOW);
    }

    public static Task inReview() {
        Task task = draft();
        task.apply(false, NOW, LIMITS, PROPERTIES);
        return task;
    }

    public static Task awaitingFunds() {
        Task task = draft();
        task.apply(true, NOW, LIMITS, PROPERTIES);
        return task;
    }

    /** One that the chain says stands there, its clock ending in a day. */
    public static Task funded(TaskStatus status) {
        return funded(status, 0);
    }

    public static Task funded(TaskStatus status, int round) {
        return funded(status, round, brief());
    }

    public static Task funded(TaskStatus status, int round, Brief brief) {
        Task task = awaitingFunds();
        boolean held = status != TaskStatus.OPEN && status.publicStatus() != PublicStatus.EXPIRED;
        task.follow(status, state(held ? WORKER : null, round), terms(), Content.of(brief), NOW);
        return task;
    }

    public static ChainState state(@Nullable Long worker, int round) {
        return new ChainState(
                "0xkey",
                "0xPublisher",
                worker,
                worker == null ? null : "0xWorker",
                100L,
                NOW.plus(Duration.ofDays(1)),
                round,
                null);
    }

    public static Terms terms() {
        return new Terms(
                "0xPublisher",
                "0xcontent",
                null,
                BigInteger.TEN.pow(18),
                null,
                new Policy(ID, 2, 5_000, 250, 0, 86_400, 172_800, DEADLINE));
    }

    /** In whichever status. */
    public static Task at(TaskStatus status) {
        return switch (status) {
            case DRAFT -> draft();
            case IN_REVIEW -> inReview();
            case AWAITING_FUNDS -> awaitingFunds();
            case OPEN,
                    CLAIMED,
                    SUBMITTED,
                    REVISION_ASKED,
                    DISPUTED,
                    RULED,
                    APPEALED,
                    COMPLETED,
                    SETTLED,
                    RESOLVED,
                    CANCELLED,
                    EXPIRED ->
                    funded(status);
        };
    }
}
