package io.guildhall.task.page;

import io.guildhall.task.chronicle.ChainEvent;
import io.guildhall.task.chronicle.ChainEventKind;
import io.guildhall.task.work.Reasons;
import io.guildhall.task.work.Submissions;
import io.guildhall.task.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was handed in and offered, beside what the chain says of it. */
final class WorkViews {
    private WorkViews() {}

    static List<TaskView.SubmissionView> submissions(
            List<Submissions.Entry> entries,
            List<Reasons.Reason> reasons,
            List<ChainEvent> events) {
        List<TaskView.SubmissionView> views = new ArrayList<>();
        for (Submissions.Entry entry : entries) {
            Optional<ChainEvent> onChain =
                    events.stream()
                            .filter(
                                    it ->
                                            it.kind() == ChainEventKind.SUBMITTED
                                                    && entry.evidence().equals(it.digest()))
                            .reduce((_, last) -> last);
            views.add(
                    new TaskView.SubmissionView(
                            entry.id(),
                            entry.round(),
                            entry.work().text(),
                            entry.work().links(),
                            WorkViews.files(entry.work()),
                            entry.evidence(),
                            entry.at(),
                            onChain.map(it -> it.place().transactionHash()).orElse(null),
                            onChain.map(it -> revision(it, events, reasons)).orElse(null)));
        }
        return views;
    }

    /** What was asked for right after a submission. */
    private static TaskView.@Nullable ReasonView revision(
            ChainEvent submitted, List<ChainEvent> events, List<Reasons.Reason> reasons) {
        return events.stream()
                .filter(it -> it.place().compareTo(submitted.place()) > 0)
                .findFirst()
                .filter(it -> it.kind() == ChainEventKind.REVISION_ASKED)
                .map(it -> reason(it, reasons))
                .orElse(null);
    }

    /** A reason that was sent past us is only known by its hash. */
    static TaskView.ReasonView reason(ChainEvent event, List<Reasons.Reason> reasons) {
        return new TaskView.ReasonView(
                TaskView.Side.PUBLISHER,
                reasons.stream()
                        .filter(it -> Objects.equals(it.digest(), event.digest()))
                        .map(Reasons.Reason::text)
                        .findFirst()
                        .orElse(""),
                event.place().time());
    }

    static List<TaskView.OfferView> offers(List<Reasons.Offer> offers, long publisherId) {
        return offers.stream()
                .map(
                        it ->
                                new TaskView.OfferView(
                                        it.id(),
                                        it.userId() == publisherId
                                                ? TaskView.Side.PUBLISHER
                                                : TaskView.Side.WORKER,
                                        it.share(),
                                        it.validUntil(),
                                        it.at()))
                .toList();
    }

    static List<TaskView.FileView> files(Work work) {
        return work.files().stream()
                .map(
                        it ->
                                new TaskView.FileView(
                                        it.id(),
                                        it.name(),
                                        it.bytes(),
                                        it.mediaType(),
                                        it.sha256()))
                .toList();
    }
}
