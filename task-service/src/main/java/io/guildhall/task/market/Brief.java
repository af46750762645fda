package io.guildhall.task.market;

import io.guildhall.defaults.problem.FieldProblem;
import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.escrow.Limits;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher writes down. A draft may leave anything out.
 *
 * @param description Markdown
 * @param criteria what the work is checked against
 * @param reward smallest units of the token
 * @param token address in EIP-55 form, empty for ETH
 * @param claimDeadline last second in which the task may be claimed
 * @param reviewWindow seconds that the publisher has to answer a submission
 * @param workWindow seconds that the worker has to submit
 * @param maxRevisions how many revisions the publisher may ask for
 */
@Embeddable
public record Brief(
        @Column(name = "task_name") String name,
        @Column(name = "task_description", length = 1_000_000) String description,
        @Convert(converter = Lines.class) List<String> criteria,
        @Convert(converter = Lines.class) List<String> tags,
        @Column(name = "task_price", precision = 30, scale = 0) @Nullable BigInteger reward,
        String token,
        @Nullable Instant claimDeadline,
        @Nullable Integer reviewWindow,
        @Nullable Integer workWindow,
        @Nullable Integer maxRevisions,
        @Enumerated(EnumType.STRING) TaskMode mode) {
    /** Rewards are 96 bits on the chain. */
    private static final BigInteger TOO_MUCH = BigInteger.ONE.shiftLeft(96);

    /** What keeps it from being a task that somebody could take on; empty when nothing does. */
    List<FieldProblem> gaps(Instant now, Limits limits, EscrowProperties properties) {
        List<FieldProblem> gaps = new ArrayList<>();
        require(gaps, "name", !name.isBlank());
        require(gaps, "description", !description.isBlank());
        require(gaps, "criteria", !criteria.isEmpty());
        if (reward == null) {
            gaps.add(required("reward"));
        } else if (reward.signum() <= 0 || reward.compareTo(TOO_MUCH) >= 0) {
            gaps.add(new FieldProblem("reward", "reward-range", "expected 1 to 2^96 - 1"));
        }
        if (properties.token(token).isEmpty()) {
            gaps.add(new FieldProblem("token", "token-unknown", "expected a token of the list"));
        }
        gaps.addAll(deadlineGaps(now, limits));
        window(gaps, "reviewWindow", reviewWindow, limits);
        window(gaps, "workWindow", workWindow, limits);
        if (maxRevisions == null) {
            gaps.add(required("maxRevisions"));
        } else if (maxRevisions < 0 || maxRevisions > limits.maxRevisions()) {
            gaps.add(range("maxRevisions", "revisions-range", 0, limits.maxRevisions()));
        }
        return gaps;
    }

    private List<FieldProblem> deadlineGaps(Instant now, Limits limits) {
        if (claimDeadline == null) {
            return List.of(required("claimDeadline"));
        }
        Duration ahead = Duration.between(now, claimDeadline);
        if (ahead.toSeconds() < limits.minWindow() || ahead.toSeconds() > limits.maxClaimPeriod()) {
            return List.of(
                    range(
                            "claimDeadline",
                            "deadline-range",
                            limits.minWindow(),
                            limits.maxClaimPeriod()));
        }
        return List.of();
    }

    private static void window(
            List<FieldProblem> gaps, String field, @Nullable Integer seconds, Limits limits) {
        if (seconds == null) {
            gaps.add(required(field));
        } else if (seconds < limits.minWindow() || seconds > limits.maxWindow()) {
            gaps.add(range(field, "window-range", limits.minWindow(), limits.maxWindow()));
        }
    }

    private static FieldProblem range(String field, String code, int min, int max) {
        return new FieldProblem(
                field,
                code,
                "expected %d to %d".formatted(min, max),
                Map.of("min", min, "max", max));
    }

    private static void require(List<FieldProblem> gaps, String field, boolean there) {
        if (!there) {
            gaps.add(required(field));
        }
    }

    private static FieldProblem required(String field) {
        return new FieldProblem(field, "required", "is missing");
    }

    /** The beginning of the description as plain text, for cards. */
    String excerpt() {
        return Excerpt.of(description);
    }
}
