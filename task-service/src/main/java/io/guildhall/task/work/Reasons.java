package io.guildhall.task.work;

import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Task;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What signed consents tell readers of a task: the reasons behind hashes, the offers to settle. */
@Service
@Transactional(readOnly = true)
public class Reasons {
    private static final Limit MOST = Limit.of(100);

    private final ConsentRepository consents;
    private final Agreement agreement;
    private final EscrowWatch watch;

    Reasons(ConsentRepository consents, Agreement agreement, EscrowWatch watch) {
        this.consents = consents;
        this.agreement = agreement;
        this.watch = watch;
    }

    /**
     * A reason that somebody signed.
     *
     * @param digest its hash, as the chain has it
     */
    public record Reason(String digest, String text, long userId, Instant at) {}

    /** One side's offer to settle that could be accepted now. */
    public record Offer(long id, long userId, int share, Instant validUntil, Instant at) {}

    /** The reasons that were signed about a task, oldest first. */
    public List<Reason> of(long taskId) {
        return consents.findReasoned(taskId, MOST).stream()
                .map(
                        it ->
                                new Reason(
                                        String.valueOf(it.digest()),
                                        String.valueOf(it.reason()),
                                        it.userId(),
                                        Objects.requireNonNull(it.signedAt())))
                .toList();
    }

    /** Offers that could be accepted now, latest first. */
    public List<Offer> offers(Task task) {
        return agreement.offers(task, watch.now()).stream()
                .map(
                        it ->
                                new Offer(
                                        it.id(),
                                        it.userId(),
                                        Objects.requireNonNull(it.share()),
                                        Objects.requireNonNull(it.validUntil()),
                                        Objects.requireNonNull(it.signedAt())))
                .toList();
    }
}
