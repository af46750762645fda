package io.guildhall.task.page;

import io.guildhall.task.chronicle.ChainEvent;
import io.guildhall.task.chronicle.ChainEventKind;
import io.guildhall.task.dispute.Disputes;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.Task;
import io.guildhall.task.work.Reasons;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dispute as its two sides and the arbiter see it: what the chain says, with the words behind the hashes. */
final class DisputeViews {
    private DisputeViews() {}

    /** Null where nobody disputed. */
    static TaskView.@Nullable DisputeView of(
            Task task,
            int defaultShare,
            List<ChainEvent> events,
            List<Reasons.Reason> reasons,
            List<Disputes.Said> statements,
            List<Disputes.Reason> rulings) {
        Optional<ChainEvent> opening = last(events, ChainEventKind.DISPUTED);
        if (opening.isEmpty()) {
            return null;
        }
        ChainState chain = task.chain();
        Optional<ChainEvent> appeal = last(events, ChainEventKind.APPEALED);
        return new TaskView.DisputeView(
                reason(opening.get(), task, reasons),
                chain != null && task.status().isFunded() ? chain.clockEndsAt() : null,
                defaultShare,
                statements.stream().map(it -> statement(it, task)).toList(),
                events.stream()
                        .filter(it -> it.kind() == ChainEventKind.RULED)
                        .filter(it -> it.place().compareTo(opening.get().place()) > 0)
                        .findFirst()
                        .map(it -> ruling(it, rulings))
                        .orElse(null),
                appeal.map(it -> reason(it, task, reasons)).orElse(null),
                appeal.flatMap(it -> rulingAfter(it, events))
                        .map(it -> ruling(it, rulings))
                        .orElse(null));
    }

    /** The second arbiter's; none where they stayed silent and the first ruling stood. */
    private static Optional<ChainEvent> rulingAfter(ChainEvent appeal, List<ChainEvent> events) {
        return last(events, ChainEventKind.RULED)
                .filter(it -> it.place().compareTo(appeal.place()) > 0);
    }

    private static Optional<ChainEvent> last(List<ChainEvent> events, ChainEventKind kind) {
        return events.stream().filter(it -> it.kind() == kind).reduce((_, b) -> b);
    }

    private static TaskView.ReasonView reason(
            ChainEvent event, Task task, List<Reasons.Reason> reasons) {
        TaskView.ReasonView words = WorkViews.reason(event, reasons);
        ChainState chain = task.chain();
        boolean publishers = chain != null && chain.publisherAddress().equals(event.account());
        return new TaskView.ReasonView(
                publishers ? TaskView.Side.PUBLISHER : TaskView.Side.WORKER,
                words.reason(),
                words.at());
    }

    private static TaskView.StatementView statement(Disputes.Said said, Task task) {
        return new TaskView.StatementView(
                said.id(),
                said.userId() == task.publisherId()
                        ? TaskView.Side.PUBLISHER
                        : TaskView.Side.WORKER,
                said.work().text(),
                said.work().links(),
                WorkViews.files(said.work()),
                said.at());
    }

    private static TaskView.RulingView ruling(ChainEvent event, List<Disputes.Reason> rulings) {
        String text =
                rulings.stream()
                        .filter(it -> Objects.equals(it.digest(), event.digest()))
                        .reduce((_, b) -> b)
                        .map(Disputes.Reason::text)
                        .orElse("");
        return new TaskView.RulingView(
                event.share() == null ? 0 : event.share(), text, event.place().time());
    }
}
