package io.guildhall.task.publishing.web;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.task.market.Brief;
import io.guildhall.task.market.TaskMode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a draft says; anything may be missing.
 *
 * @param description Markdown
 * @param reward smallest units of the token, decimal
 * @param token address; null for ETH
 * @param reviewWindow seconds that the publisher has to answer
 * @param workWindow seconds that the worker has to submit
 */
record DraftRequest(
        @Nullable @Size(max = 120) String name,
        @Nullable @Size(max = 20_000) String description,
        @Nullable @Size(max = 20) List<@NotNull @Size(min = 1, max = 300) String> criteria,
        @Nullable @Pattern(regexp = "[0-9]{1,29}") String reward,
        @Nullable @Pattern(regexp = "0x[0-9a-fA-F]{40}") String token,
        @Nullable Instant claimDeadline,
        @Nullable @Min(0) @Max(100_000_000) Integer reviewWindow,
        @Nullable @Min(0) @Max(100_000_000) Integer workWindow,
        @Nullable @Min(0) @Max(100) Integer maxRevisions,
        @Nullable TaskMode mode,
        @Nullable @Size(max = 8)
                List<@NotNull @Size(min = 1, max = 30) @Pattern(regexp = "[^\\s,]+") String> tags) {
    /** The contract's own last deadline is a little earlier. */
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    Brief brief() {
        return new Brief(
                name == null ? "" : name.strip(),
                description == null ? "" : description,
                criteria == null ? List.of() : criteria,
                tags == null
                        ? List.of()
                        : tags.stream()
                                .map(tag -> tag.toLowerCase(Locale.ROOT))
                                .distinct()
                                .toList(),
                reward == null ? null : new BigInteger(reward),
                token == null ? "" : token,
                deadline(),
                reviewWindow,
                workWindow,
                maxRevisions,
                mode == null ? TaskMode.FIRST_COME : mode);
    }

    /** In seconds, as the chain's clocks count. A draft may name a time that no task can have, but none that cannot be kept. */
    private @Nullable Instant deadline() {
        if (claimDeadline == null) {
            return null;
        }
        if (claimDeadline.isBefore(Instant.EPOCH) || claimDeadline.isAfter(LATEST)) {
            throw new ProblemException(
                            ProblemKind.INVALID,
                            "invalid-request",
                            "The claim deadline is "
                                    + claimDeadline
                                    + ", expected one until "
                                    + LATEST)
                    .withField("claimDeadline", "deadline-range", "is no time of a task");
        }
        return claimDeadline.truncatedTo(ChronoUnit.SECONDS);
    }
}
