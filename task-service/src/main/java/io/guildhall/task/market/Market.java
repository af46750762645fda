package io.guildhall.task.market;

import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.player.PlayerView;
import io.guildhall.task.player.Players;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads lists of tasks. No list counts: a page is found by its key, and ends where one more row is missing. */
@Service
public class Market {
    private final TaskRows rows;
    private final HotLists hot;
    private final Players players;
    private final EscrowProperties properties;

    Market(TaskRows rows, HotLists hot, Players players, EscrowProperties properties) {
        this.rows = rows;
        this.hot = hot;
        this.players = players;
        this.properties = properties;
    }

    /** A page of the market. */
    public TaskCard.Page search(CardSearch search) {
        return hot.get(search, () -> read(search));
    }

    private TaskCard.Page read(CardSearch search) {
        return page(
                rows.search(search.withLimit(search.limit() + 1)),
                search.limit(),
                search::cursorBehind);
    }

    /** Somebody's own tasks, youngest first. */
    public TaskCard.Page publishedBy(
            long userId, @Nullable TaskStatus status, @Nullable Cursor cursor, int limit) {
        return page(rows.publishedBy(userId, status, cursor, limit + 1), limit, Market::byId);
    }

    /** What somebody holds or held, youngest first. */
    public TaskCard.Page claimedBy(
            long userId, @Nullable TaskStatus status, @Nullable Cursor cursor, int limit) {
        return page(rows.claimedBy(userId, status, cursor, limit + 1), limit, Market::byId);
    }

    private static Cursor byId(TaskRow last) {
        return new Cursor("", last.id());
    }

    private TaskCard.Page page(List<TaskRow> found, int limit, Function<TaskRow, Cursor> cursor) {
        boolean more = found.size() > limit;
        List<TaskRow> page = more ? found.subList(0, limit) : found;
        Map<Long, PlayerView> publishers =
                players.views(page.stream().map(TaskRow::publisherId).distinct().toList());
        return new TaskCard.Page(
                page.stream().map(row -> card(row, publishers)).toList(),
                more ? cursor.apply(page.getLast()).text() : null);
    }

    private TaskCard card(TaskRow row, Map<Long, PlayerView> publishers) {
        return new TaskCard(
                row.id(),
                row.name(),
                row.excerpt(),
                row.reward() == null ? null : row.reward().toString(),
                properties.token(row.token()).orElse(null),
                publishers.getOrDefault(
                        row.publisherId(), new PlayerView(row.publisherId(), "", false)),
                row.status(),
                row.status().publicStatus(),
                row.mode(),
                row.tags(),
                row.claimDeadline(),
                row.clockEndsAt(),
                row.openedAt(),
                row.pending());
    }
}
