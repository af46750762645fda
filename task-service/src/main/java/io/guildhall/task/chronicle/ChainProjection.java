package io.guildhall.task.chronicle;

import io.guildhall.task.escrow.ChainTask;
import io.guildhall.task.escrow.CommandRefused;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.PendingStep;
import io.guildhall.task.market.Promise;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskEvent;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.player.Player;
import io.guildhall.task.player.Players;
import io.guildhall.task.timeline.Timeline;
import io.guildhall.task.timeline.TimelineEvent;
import io.guildhall.task.timeline.TimelineKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes tasks follow the chain. An event is kept first; what the task is then follows from all that are kept. */
@Service
public class ChainProjection {
    private static final Logger log = LoggerFactory.getLogger(ChainProjection.class);

    private final TaskBook tasks;
    private final Promises promises;
    private final ChainEvents events;
    private final SecondFundings secondFundings;
    private final Transactions transactions;
    private final Timeline timeline;
    private final Players players;
    private final Signers signers;
    private final ApplicationEventPublisher publisher;
    private final MeterRegistry meters;
    private final Clock clock;

    ChainProjection(
            TaskBook tasks,
            Promises promises,
            ChainEvents events,
            SecondFundings secondFundings,
            Transactions transactions,
            Timeline timeline,
            Players players,
            Signers signers,
            ApplicationEventPublisher publisher,
            MeterRegistry meters,
            Clock clock) {
        this.tasks = tasks;
        this.promises = promises;
        this.events = events;
        this.secondFundings = secondFundings;
        this.transactions = transactions;
        this.timeline = timeline;
        this.players = players;
        this.signers = signers;
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes in an event; one that came before changes nothing. */
    @Transactional
    public void apply(ChainEvent event) {
        Optional<Promise> promise = promises.find(event.key());
        if (promise.isEmpty()) {
            // Anybody may fund terms that we never wrote; they are none of our tasks.
            meters.counter("guildhall.task.chain.strangers").increment();
            return;
        }
        Terms terms = promise.get().terms();
        Task task = tasks.lock(terms.policy().taskId());
        if (!events.keep(task.id(), event)) {
            return;
        }
        if (belongsToSecondFunding(task, event)) {
            applySecond(task, event, terms);
            return;
        }
        follow(task, promise.get(), event.kind().name());
        write(task, event, terms);
    }

    /**
     * Two fundings of one task are two locked rewards. The first one is the task's, also after its end: what becomes of the
     * other changes nothing in how the task ended.
     */
    private static boolean belongsToSecondFunding(Task task, ChainEvent event) {
        ChainState chain = task.chain();
        return chain != null && !chain.escrowKey().equals(event.key());
    }

    /** Nobody can earn it: it waits for its publisher to take it back, or for its deadline. */
    private void applySecond(Task task, ChainEvent event, Terms terms) {
        keepSecond(task.id(), event.key(), terms);
        if (event.kind() == ChainEventKind.FUNDED) {
            meters.counter("guildhall.task.chain.double.fundings").increment();
            log.error("Task {} is funded a second time, under {}", task.id(), event.key());
        }
        timeline.append(
                task.id(),
                TimelineEvent.of(
                                asSecond(event.kind()),
                                event.place().time(),
                                actor(task, event, terms))
                        .withTransaction(event.place().transactionHash())
                        .withAmount(
                                event.amount() == null ? terms.total() : event.amount(),
                                token(terms)));
        move(task, event, terms, Payouts.of(event, terms));
    }

    /** Remembers a second funding as long as it is locked. */
    private void keepSecond(long taskId, String key, Terms terms) {
        if (ChainStory.of(events.of(key)).filter(it -> it.status().isFunded()).isPresent()) {
            secondFundings.add(key, taskId, terms.policy().claimDeadline());
        } else {
            secondFundings.remove(key);
        }
    }

    private static TimelineKind asSecond(ChainEventKind kind) {
        if (kind == ChainEventKind.FUNDED) {
            return TimelineKind.FUNDED_AGAIN;
        }
        return kind.end() == null ? kind.timeline() : TimelineKind.SECOND_FUNDING_ENDED;
    }

    private static String token(Terms terms) {
        return terms.token() == null ? "" : terms.token();
    }

    /**
     * Takes events back that the chain no longer has.
     *
     * @param fromBlock the first block that counts no more
     */
    @Transactional
    public void revert(String key, long fromBlock) {
        Optional<Promise> promise = promises.find(key);
        if (promise.isEmpty()) {
            return;
        }
        Task task = tasks.lock(promise.get().terms().policy().taskId());
        int dropped = events.dropFrom(key, fromBlock);
        if (dropped == 0) {
            return;
        }
        transactions.dropFrom(key, fromBlock);
        ChainState chain = task.chain();
        if (chain == null || chain.escrowKey().equals(key)) {
            follow(task, promise.get(), TimelineKind.REVERTED.name());
        } else {
            keepSecond(task.id(), key, promise.get().terms());
        }
        if (task.chain() == null) {
            followSecond(task);
        }
        timeline.append(
                task.id(),
                TimelineEvent.of(TimelineKind.REVERTED, clock.instant(), null)
                        .with("events", Integer.toString(dropped)));
    }

    private void follow(Task task, Promise promise, String cause) {
        TaskStatus before = task.status();
        Optional<ChainStory> story = ChainStory.of(events.of(promise.key()));
        if (story.isPresent()) {
            ChainState state = state(task.id(), promise, story.get());
            task.follow(
                    story.get().status(),
                    state,
                    promise.terms(),
                    promises.read(promise.content()),
                    clock.instant());
        } else {
            task.unfund();
        }
        tasks.save(task);
        tasks.index(task);
        if (before != task.status()) {
            tell(task, before, cause);
        }
    }

    /** The funding that came second is the only one now. */
    private void followSecond(Task task) {
        secondFundings.of(task.id()).stream()
                .findFirst()
                .flatMap(promises::find)
                .ifPresent(
                        only -> {
                            secondFundings.remove(only.key());
                            follow(task, only, ChainEventKind.FUNDED.name());
                        });
    }

    private ChainState state(long taskId, Promise promise, ChainStory story) {
        return new ChainState(
                promise.key(),
                promise.terms().publisher(),
                story.worker() == null ? null : userOf(taskId, story.worker()),
                story.worker(),
                story.openedIn(),
                story.clockEndsAt(),
                story.round(),
                story.ruledShare());
    }

    private @Nullable Long userOf(long taskId, String account) {
        return signers.find(taskId, account)
                .or(() -> players.byAddress(account).map(Player::id))
                .orElse(null);
    }

    private void tell(Task task, TaskStatus before, String cause) {
        ChainState chain = task.chain();
        publisher.publishEvent(
                new TaskEvent.StatusChanged(
                        task.id(),
                        task.publisherId(),
                        chain == null ? null : chain.workerId(),
                        task.status(),
                        cause));
        if (!before.isPublic() && task.status() == TaskStatus.OPEN) {
            publisher.publishEvent(
                    new TaskEvent.Opened(
                            task.id(),
                            task.publisherId(),
                            task.brief().name(),
                            task.brief().token(),
                            Objects.requireNonNull(task.brief().reward()),
                            Objects.requireNonNull(task.brief().claimDeadline())));
        }
    }

    /** The entry on the timeline and the money that moved. */
    private void write(Task task, ChainEvent event, Terms terms) {
        String token = token(terms);
        Payouts payouts = Payouts.of(event, terms);
        BigInteger amount = moved(event, terms, payouts);
        TimelineEvent entry =
                TimelineEvent.of(
                                event.kind().timeline(),
                                event.place().time(),
                                actor(task, event, terms))
                        .withTransaction(event.place().transactionHash());
        if (amount.signum() > 0) {
            entry = entry.withAmount(amount, token);
        }
        if (event.share() != null) {
            entry = entry.with("share", event.share().toString());
        }
        if (event.digest() != null) {
            entry = entry.with("digest", event.digest());
        }
        timeline.append(task.id(), entry);
        move(task, event, terms, payouts);
    }

    private static BigInteger moved(ChainEvent event, Terms terms, Payouts payouts) {
        if (event.amount() != null) {
            return event.amount();
        }
        if (event.kind() == ChainEventKind.FUNDED) {
            return terms.total();
        }
        return payouts.toWorker().signum() > 0 ? payouts.toWorker() : payouts.toPublisher();
    }

    private void move(Task task, ChainEvent event, Terms terms, Payouts payouts) {
        String token = token(terms);
        if (event.kind() == ChainEventKind.FUNDED) {
            transactions.record(
                    new Transactions.Movement(
                            task.id(),
                            Transactions.Kind.FUNDING,
                            task.publisherId(),
                            null,
                            terms.total(),
                            token),
                    event);
        }
        Long worker = event.account() == null ? null : userOf(task.id(), event.account());
        if (payouts.toWorker().signum() > 0) {
            transactions.record(
                    new Transactions.Movement(
                            task.id(),
                            Transactions.Kind.PAYMENT,
                            task.publisherId(),
                            worker,
                            payouts.toWorker(),
                            token),
                    event);
            if (worker != null) {
                publisher.publishEvent(
                        new TaskEvent.Paid(
                                task.id(),
                                task.publisherId(),
                                worker,
                                token,
                                payouts.toWorker(),
                                event.place().transactionHash()));
            }
        }
        if (payouts.toPublisher().signum() > 0) {
            transactions.record(
                    new Transactions.Movement(
                            task.id(),
                            Transactions.Kind.REFUND,
                            null,
                            task.publisherId(),
                            payouts.toPublisher(),
                            token),
                    event);
        }
    }

    private @Nullable Long actor(Task task, ChainEvent event, Terms terms) {
        return switch (event.kind()) {
            case FUNDED, REVISION_ASKED, APPROVED, CANCELLED -> task.publisherId();
            case CLAIMED -> event.account() == null ? null : userOf(task.id(), event.account());
            case SUBMITTED -> event.worker() == null ? null : userOf(task.id(), event.worker());
            case DISPUTED, APPEALED, CREDITED -> {
                if (event.account() == null) {
                    yield null;
                }
                yield event.account().equals(terms.publisher())
                        ? Long.valueOf(task.publisherId())
                        : userOf(task.id(), event.account());
            }
            case REOPENED, RELEASED, SETTLED, REFUNDED, RULED, RESOLVED -> null;
        };
    }

    /** What people decided will not come: the task waits for them again. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(CommandRefused refused) {
        Task task = tasks.lock(refused.taskId());
        PendingStep step = task.pending();
        if (step == null || !Objects.equals(step.command(), refused.commandId())) {
            // The chain has moved on without it.
            return;
        }
        task.abandonStep();
        tasks.save(task);
        if (step.by() == null) {
            // A clock is tried again; nobody needs to read of each time.
            log.warn("{} of task {} is refused: {}", step.step(), task.id(), refused.reason());
            return;
        }
        timeline.append(
                task.id(),
                TimelineEvent.of(TimelineKind.STEP_FAILED, clock.instant(), step.by())
                        .with("step", step.step().name())
                        .with("reason", refused.reason()));
    }

    /**
     * Brings a task in line with the contract where an event was lost. What its lost events would have told of the way
     * there is not made up.
     *
     * @return whether it was out of line
     */
    @Transactional
    public boolean correct(long taskId, ChainTask there) {
        Task task = tasks.lock(taskId);
        ChainState here = task.chain();
        if (here == null || there.status() == null || there.block() < newestBlock(here)) {
            return false;
        }
        TaskStatus status = TaskStatus.valueOf(there.status());
        boolean ruled = status == TaskStatus.RULED || status == TaskStatus.APPEALED;
        ChainState right =
                new ChainState(
                        here.escrowKey(),
                        here.publisherAddress(),
                        there.worker() == null ? null : userOf(taskId, there.worker()),
                        there.worker(),
                        there.openedIn(),
                        there.clockEndsAt(),
                        there.round(),
                        ruled ? there.ruledShare() : null);
        if (status == task.status() && right.equals(here)) {
            return false;
        }
        TaskStatus before = task.status();
        Promise promise = promises.find(here.escrowKey()).orElseThrow();
        task.follow(
                status, right, promise.terms(), promises.read(promise.content()), clock.instant());
        tasks.save(task);
        tasks.index(task);
        if (before != status) {
            tell(task, before, "RECONCILED");
        }
        timeline.append(
                taskId,
                TimelineEvent.of(TimelineKind.RECONCILED, clock.instant(), null)
                        .with("found", before.name())
                        .with("expected", status.name()));
        return true;
    }

    /** A step whose command the chain has confirmed, and whose event may have been lost, is over. */
    @Transactional
    public void confirmed(long taskId, long command, ChainTask there) {
        boolean _ = correct(taskId, there);
        Task task = tasks.lock(taskId);
        PendingStep step = task.pending();
        // One that ended there keeps waiting for its event: only that tells how, and who was paid.
        if (step != null && Objects.equals(step.command(), command) && there.status() != null) {
            task.abandonStep();
            tasks.save(task);
        }
    }

    private long newestBlock(ChainState here) {
        return events.of(here.escrowKey()).stream()
                .mapToLong(it -> it.place().block())
                .max()
                .orElse(0);
    }

    /** What is locked for a task besides its own reward, and can only go back. */
    @Transactional(readOnly = true)
    public List<Promise> secondFundingsOf(long taskId) {
        return secondFundings.of(taskId).stream()
                .flatMap(key -> promises.find(key).stream())
                .toList();
    }

    /** For those who ask where the funding is. */
    @Transactional(readOnly = true)
    public List<ChainEvent> eventsOf(String key) {
        return events.of(key);
    }
}
