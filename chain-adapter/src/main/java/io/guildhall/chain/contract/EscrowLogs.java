package io.guildhall.chain.contract;

import static java.util.Map.entry;

import io.guildhall.contracts.TaskEscrow;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.methods.response.Log;

/** Reads the contract's logs. */
public final class EscrowLogs {
    private static final String CREDITED = EventEncoder.encode(TaskEscrow.CREDITED_EVENT);

    private static final Map<String, Function<Log, EscrowEvent>> READERS =
            Map.ofEntries(
                    reader(TaskEscrow.FUNDED_EVENT, EscrowLogs::funded),
                    reader(TaskEscrow.CLAIMED_EVENT, EscrowLogs::claimed),
                    reader(TaskEscrow.REOPENED_EVENT, EscrowLogs::reopened),
                    reader(TaskEscrow.SUBMITTED_EVENT, EscrowLogs::submitted),
                    reader(TaskEscrow.REVISIONREQUESTED_EVENT, EscrowLogs::revisionRequested),
                    reader(TaskEscrow.APPROVED_EVENT, EscrowLogs::approved),
                    reader(TaskEscrow.RELEASED_EVENT, EscrowLogs::released),
                    reader(TaskEscrow.SETTLED_EVENT, EscrowLogs::settled),
                    reader(TaskEscrow.CANCELLED_EVENT, EscrowLogs::cancelled),
                    reader(TaskEscrow.REFUNDED_EVENT, EscrowLogs::refunded),
                    reader(TaskEscrow.DISPUTED_EVENT, EscrowLogs::disputed),
                    reader(TaskEscrow.RULED_EVENT, EscrowLogs::ruled),
                    reader(TaskEscrow.APPEALED_EVENT, EscrowLogs::appealed),
                    reader(TaskEscrow.RESOLVED_EVENT, EscrowLogs::resolved));

    private EscrowLogs() {}

    /** The event about a task that a log is; nothing when it is about something else, such as roles, credits or fees. */
    public static Optional<EscrowEvent> read(Log log) {
        return log.getTopics().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(READERS.get(log.getTopics().getFirst()))
                        .map(reader -> reader.apply(log));
    }

    /**
     * The credit that a log is, if it is one.
     *
     * @param taskKey whose payment it is; the log does not say
     */
    public static Optional<EscrowEvent> credit(Log log, String taskKey) {
        if (log.getTopics().isEmpty() || !log.getTopics().getFirst().equals(CREDITED)) {
            return Optional.empty();
        }
        TaskEscrow.CreditedEventResponse found = TaskEscrow.getCreditedEventFromLog(log);
        return Optional.of(
                new EscrowEvent(
                        EscrowEventKind.CREDITED,
                        taskKey,
                        Keys.toChecksumAddress(found.account),
                        null,
                        0,
                        new EscrowEvent.Credit(Keys.toChecksumAddress(found.token), found.amount),
                        null));
    }

    private static Map.Entry<String, Function<Log, EscrowEvent>> reader(
            Event event, Function<Log, EscrowEvent> read) {
        return entry(EventEncoder.encode(event), read);
    }

    private static EscrowEvent funded(Log log) {
        TaskEscrow.FundedEventResponse found = TaskEscrow.getFundedEventFromLog(log);
        EscrowedTask task =
                new EscrowedTask(
                        found.publisher,
                        new Terms(
                                Words.of(found.terms.content),
                                found.terms.token,
                                found.terms.reward,
                                found.terms.appealArbiter,
                                Policy.unpack(found.terms.policy)));
        return new EscrowEvent(
                EscrowEventKind.FUNDED,
                Words.of(found.task),
                task.publisher(),
                null,
                0,
                null,
                task);
    }

    private static EscrowEvent claimed(Log log) {
        TaskEscrow.ClaimedEventResponse found = TaskEscrow.getClaimedEventFromLog(log);
        return event(EscrowEventKind.CLAIMED, found.task, found.worker, null, null);
    }

    private static EscrowEvent reopened(Log log) {
        TaskEscrow.ReopenedEventResponse found = TaskEscrow.getReopenedEventFromLog(log);
        return event(EscrowEventKind.REOPENED, found.task, found.worker, null, null);
    }

    private static EscrowEvent submitted(Log log) {
        TaskEscrow.SubmittedEventResponse found = TaskEscrow.getSubmittedEventFromLog(log);
        return event(EscrowEventKind.SUBMITTED, found.task, null, found.evidence, null);
    }

    private static EscrowEvent revisionRequested(Log log) {
        TaskEscrow.RevisionRequestedEventResponse found =
                TaskEscrow.getRevisionRequestedEventFromLog(log);
        return event(
                EscrowEventKind.REVISION_REQUESTED, found.task, null, found.reason, found.round);
    }

    private static EscrowEvent approved(Log log) {
        TaskEscrow.ApprovedEventResponse found = TaskEscrow.getApprovedEventFromLog(log);
        return event(EscrowEventKind.APPROVED, found.task, found.worker, null, null);
    }

    private static EscrowEvent released(Log log) {
        TaskEscrow.ReleasedEventResponse found = TaskEscrow.getReleasedEventFromLog(log);
        return event(EscrowEventKind.RELEASED, found.task, found.worker, null, null);
    }

    private static EscrowEvent settled(Log log) {
        TaskEscrow.SettledEventResponse found = TaskEscrow.getSettledEventFromLog(log);
        return event(EscrowEventKind.SETTLED, found.task, found.worker, null, found.share);
    }

    private static EscrowEvent cancelled(Log log) {
        return event(
                EscrowEventKind.CANCELLED,
                TaskEscrow.getCancelledEventFromLog(log).task,
                null,
                null,
                null);
    }

    private static EscrowEvent refunded(Log log) {
        return event(
                EscrowEventKind.REFUNDED,
                TaskEscrow.getRefundedEventFromLog(log).task,
                null,
                null,
                null);
    }

    private static EscrowEvent disputed(Log log) {
        TaskEscrow.DisputedEventResponse found = TaskEscrow.getDisputedEventFromLog(log);
        return event(EscrowEventKind.DISPUTED, found.task, found.disputant, found.reason, null);
    }

    private static EscrowEvent ruled(Log log) {
        TaskEscrow.RuledEventResponse found = TaskEscrow.getRuledEventFromLog(log);
        return event(EscrowEventKind.RULED, found.task, null, found.reason, found.share);
    }

    private static EscrowEvent appealed(Log log) {
        TaskEscrow.AppealedEventResponse found = TaskEscrow.getAppealedEventFromLog(log);
        return event(EscrowEventKind.APPEALED, found.task, found.appellant, found.reason, null);
    }

    private static EscrowEvent resolved(Log log) {
        TaskEscrow.ResolvedEventResponse found = TaskEscrow.getResolvedEventFromLog(log);
        return event(EscrowEventKind.RESOLVED, found.task, found.worker, null, found.share);
    }

    private static EscrowEvent event(
            EscrowEventKind kind,
            byte[] task,
            @Nullable String account,
            byte @Nullable [] digest,
            @Nullable BigInteger number) {
        return new EscrowEvent(
                kind,
                Words.of(task),
                account == null ? null : Keys.toChecksumAddress(account),
                digest == null ? null : Words.of(digest),
                number == null ? 0 : number.intValueExact(),
                null,
                null);
    }
}
