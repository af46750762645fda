package io.guildhall.task.page;

import io.guildhall.task.escrow.Token;
import io.guildhall.task.market.NextStep;
import io.guildhall.task.market.PublicStatus;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.TaskMode;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.player.PlayerView;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as one reader sees it. Amounts are smallest units of the token, decimal; windows are seconds; shares and rates
 * basis points.
 *
 * @param round how many revisions were asked for
 * @param clockEndsAt last second of the present status
 * @param pending what is decided and not yet confirmed by the chain
 * @param actions what this reader may do now
 * @param escrow null before the publisher was asked to fund
 * @param secondFundings for its publisher: what is locked besides, and can only go back
 * @param creditedAccount the reader's, where the payment of this task could not be received and waits in the contract, or did
 * @param asked whether this reader asked for it and waits for the publisher's choice
 * @param version what an edit of the draft has to name
 */
public record TaskView(
        long id,
        String name,
        String excerpt,
        String description,
        List<String> criteria,
        @Nullable String reward,
        @Nullable Token token,
        PlayerView publisher,
        TaskStatus status,
        @Nullable PublicStatus publicStatus,
        TaskMode mode,
        List<String> tags,
        @Nullable Instant claimDeadline,
        Instant createdAt,
        @Nullable Instant openedAt,
        @Nullable Integer reviewWindow,
        @Nullable Integer workWindow,
        @Nullable Integer maxRevisions,
        int round,
        @Nullable PlayerView worker,
        @Nullable String workerAddress,
        @Nullable Instant clockEndsAt,
        NextStep next,
        @Nullable Pending pending,
        List<Action> actions,
        @Nullable EscrowView escrow,
        List<SecondFundingView> secondFundings,
        @Nullable String creditedAccount,
        List<SubmissionView> submissions,
        List<OfferView> offers,
        @Nullable DisputeView dispute,
        @Nullable String refusalReason,
        boolean asked,
        long version) {
    public TaskView {
        criteria = List.copyOf(criteria);
        tags = List.copyOf(tags);
        actions = List.copyOf(actions);
        secondFundings = List.copyOf(secondFundings);
        submissions = List.copyOf(submissions);
        offers = List.copyOf(offers);
    }

    /** What a reader may do. */
    public enum Action {
        EDIT,
        DELETE,
        APPLY,
        WITHDRAW,
        FUND,
        CLAIM,
        CANCEL,
        SUBMISSION,
        REVISION,
        ABANDONMENT,
        APPROVAL,
        SETTLEMENT,
        DISPUTE,
        STATEMENT,
        RULING,
        APPEAL,
        LAPSE,
        REFUND,
        RELEASE,
        EXECUTE_RULING,
        EXECUTE_DEFAULT,
        CANDIDATURE,
        CHOICE,
        REVIEW
    }

    /** A step on its way. */
    public record Pending(Step kind, Instant since, @Nullable String transactionHash) {}

    /**
     * The task on the chain.
     *
     * @param fundedTransaction null until it is funded
     */
    public record EscrowView(
            @Nullable BigInteger chainId,
            @Nullable String contract,
            String key,
            @Nullable String fundedTransaction,
            int feeRate,
            String fee,
            String total,
            @Nullable String appealArbiter,
            int appealWindow,
            int defaultShare) {}

    /**
     * A reward that was locked for the task a second time.
     *
     * @param account that paid it, and alone can take it back before the deadline
     * @param returnedAfter when it goes back by itself
     */
    public record SecondFundingView(
            String key,
            String account,
            String total,
            @Nullable Token token,
            Instant returnedAfter) {}

    /** A file that somebody handed in. */
    public record FileView(long id, String name, int bytes, String mediaType, String sha256) {}

    /**
     * What the worker handed in.
     *
     * @param evidence SHA-256 of its canonical form, which stands on the chain
     * @param transactionHash null until the chain has it
     * @param revision what the publisher asked to be changed; null where nothing was
     */
    public record SubmissionView(
            long id,
            int round,
            String text,
            List<String> links,
            List<FileView> files,
            String evidence,
            Instant at,
            @Nullable String transactionHash,
            @Nullable ReasonView revision) {}

    /** Why, and when it was said. */
    public record ReasonView(@Nullable Side by, String reason, Instant at) {}

    /** One side's signed offer to settle. */
    public record OfferView(long id, Side by, int share, Instant validUntil, Instant at) {}

    /** The two sides of a task. */
    public enum Side {
        PUBLISHER,
        WORKER
    }

    /**
     * A dispute.
     *
     * @param deadline until when the next decision is due
     * @param defaultShare what the worker gets when the arbiter stays silent
     * @param ruling null before the first
     * @param appeal null where nobody appealed
     */
    public record DisputeView(
            ReasonView opening,
            @Nullable Instant deadline,
            int defaultShare,
            List<StatementView> statements,
            @Nullable RulingView ruling,
            @Nullable ReasonView appeal,
            @Nullable RulingView appealRuling) {}

    /** What one side says, with its evidence. */
    public record StatementView(
            long id, Side by, String text, List<String> links, List<FileView> files, Instant at) {}

    /** What an arbiter decided. */
    public record RulingView(int share, String reason, Instant at) {}
}
