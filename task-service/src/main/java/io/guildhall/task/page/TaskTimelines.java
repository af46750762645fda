package io.guildhall.task.page;

import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.player.PlayerView;
import io.guildhall.task.player.Players;
import io.guildhall.task.timeline.Timeline;
import io.guildhall.task.timeline.TimelineEvent;
import io.guildhall.task.timeline.TimelineRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Reads timelines with the names of who acted. */
@Service
public class TaskTimelines {
    private final TaskBook tasks;
    private final Timeline timeline;
    private final Players players;
    private final EscrowProperties properties;
    private final TransactionOperations transaction;

    TaskTimelines(
            TaskBook tasks,
            Timeline timeline,
            Players players,
            EscrowProperties properties,
            TransactionOperations transaction) {
        this.tasks = tasks;
        this.timeline = timeline;
        this.players = players;
        this.properties = properties;
        this.transaction = transaction;
    }

    /** What happened before a position, latest first. */
    public TimelinePage before(
            long taskId, @Nullable CurrentUser reader, @Nullable Long position, int limit) {
        List<TimelineRecord> found =
                transaction.execute(
                        _ ->
                                seen(
                                        taskId,
                                        reader,
                                        timeline.before(
                                                taskId,
                                                position == null ? Long.MAX_VALUE : position,
                                                limit + 1)));
        boolean more = found.size() > limit;
        List<TimelineRecord> page = more ? found.subList(0, limit) : found;
        return new TimelinePage(
                entries(page), more ? Long.toString(page.getLast().position()) : null);
    }

    private List<TimelinePage.Entry> entries(List<TimelineRecord> records) {
        Map<Long, PlayerView> people =
                players.views(
                        records.stream()
                                .map(record -> record.event().actorId())
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
        return records.stream().map(record -> entry(record, people)).toList();
    }

    private TimelinePage.Entry entry(TimelineRecord record, Map<Long, PlayerView> people) {
        TimelineEvent event = record.event();
        PlayerView actor = event.actorId() == null ? null : people.get(event.actorId());
        return new TimelinePage.Entry(
                record.position(),
                event.at(),
                event.kind(),
                actor == null ? null : new TimelinePage.ActingPerson(actor.id(), actor.username()),
                event.amount() == null ? null : event.amount().toString(),
                event.token() == null ? null : properties.token(event.token()).orElse(null),
                event.transactionHash(),
                event.details());
    }

    /**
     * What happened after a position, oldest first; nothing where the reader may not look.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code task-not-found}
     */
    public List<TimelinePage.Entry> after(
            long taskId, @Nullable CurrentUser reader, long position, int limit) {
        return entries(
                transaction.execute(
                        _ -> seen(taskId, reader, timeline.after(taskId, position, limit))));
    }

    /** What this reader may see of entries: others than both sides and the arbiter are told that, and not what. */
    private List<TimelineRecord> seen(
            long taskId, @Nullable CurrentUser reader, List<TimelineRecord> records) {
        boolean insider = tasks.getVisible(taskId, reader).isInsider(reader);
        return records.stream()
                .map(
                        it ->
                                insider || !it.event().kind().isConfidential()
                                        ? it
                                        : new TimelineRecord(
                                                it.taskId(),
                                                it.position(),
                                                it.event().withoutDetails()))
                .toList();
    }
}
