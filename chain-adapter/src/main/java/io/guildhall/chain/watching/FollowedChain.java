package io.guildhall.chain.watching;

import io.guildhall.chain.contract.EscrowEvent;
import io.guildhall.chain.contract.EscrowEventKind;
import io.guildhall.chain.contract.EscrowMachine;
import io.guildhall.chain.contract.EscrowProperties;
import io.guildhall.chain.contract.EscrowState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What has been told of the chain, and up to where. Each change moves the cursor, its events and what is told of them in
 * one transaction, under the cursor's lock: two replicas that follow at the same time tell nothing twice.
 */
@Service
class FollowedChain {
    /** Every so often a block is remembered for good, so that a reorganisation of any depth finds an end. */
    static final long MILESTONE = 1_000;

    private final JdbcClient jdbc;
    private final EscrowRows rows;
    private final ApplicationEventPublisher events;
    private final WatchingProperties properties;
    private final EscrowProperties escrow;

    FollowedChain(
            JdbcClient jdbc,
            EscrowRows rows,
            ApplicationEventPublisher events,
            WatchingProperties properties,
            EscrowProperties escrow) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.events = events;
        this.properties = properties;
        this.escrow = escrow;
    }

    /** The last block whose events were told. */
    @Transactional(readOnly = true)
    Optional<BlockMark> cursor() {
        return jdbc.sql("SELECT block_number, block_hash FROM ChainCursor WHERE id = 1")
                .query((row, _) -> new BlockMark(row.getLong(1), row.getString(2)))
                .optional();
    }

    /** Begins after this block, unless it has begun. */
    @Transactional
    void begin(BlockMark first) {
        jdbc.sql("INSERT IGNORE INTO ChainCursor (id, block_number, block_hash) VALUES (1, ?, ?)")
                .params(first.number(), first.hash())
                .update();
        remember(first);
    }

    /** The newest block at or before that number that is remembered. */
    @Transactional(readOnly = true)
    Optional<BlockMark> remembered(long atMost) {
        return jdbc.sql(
                        "SELECT number, hash FROM FollowedBlock WHERE number <= ? ORDER BY number DESC LIMIT 1")
                .param(atMost)
                .query((row, _) -> new BlockMark(row.getLong(1), row.getString(2)))
                .optional();
    }

    /**
     * Tells the events of the blocks after one up to another.
     *
     * @return false when somebody else has moved the cursor since
     */
    @Transactional
    boolean advance(BlockMark from, BlockMark to, List<PlacedEvent> found) {
        if (!locked(from)) {
            return false;
        }
        for (PlacedEvent placed : found) {
            tell(placed);
        }
        remember(to);
        jdbc.sql(
                        "DELETE FROM FollowedBlock WHERE number < ? AND number > ? AND MOD(number, ?) <> 0")
                .params(
                        to.number() - properties.remembered(),
                        // Never the very first: where everything else is gone, it begins there
                        // again.
                        Math.max(
                                escrow.startBlock(),
                                from.number() - properties.remembered() - MILESTONE),
                        MILESTONE)
                .update();
        move(to);
        events.publishEvent(new BlockTold(to.number(), to.hash()));
        return true;
    }

    private void tell(PlacedEvent placed) {
        EscrowEvent event = placed.event();
        Place place = placed.place();
        if (event.kind() == EscrowEventKind.FUNDED) {
            rows.addTask(Objects.requireNonNull(event.funded()));
        }
        EscrowRows.Task task =
                rows.task(event.taskKey())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "an event of %s, which was never funded: does the start block lie after the deployment?"
                                                        .formatted(event.taskKey())));
        if (event.credit() != null && !event.credit().token().equals(task.task().terms().token())) {
            // A stranger's token may end another task in the middle of its own payment, and then
            // refuse that.
            return;
        }
        EscrowState state =
                EscrowMachine.after(
                        task.state(), event, task.policy(), place.blockNumber(), place.blockTime());
        rows.addEvent(placed, state);
        rows.setState(event.taskKey(), state);
        events.publishEvent(new EscrowAdvanced(task.policy().taskId(), event, place, state));
    }

    /**
     * Takes back all that was told of the blocks after one.
     *
     * @return false when somebody else has moved the cursor since
     */
    @Transactional
    boolean rollBack(BlockMark from, BlockMark to) {
        if (!locked(from)) {
            return false;
        }
        long firstGone = to.number() + 1;
        for (EscrowRows.TaskName task : rows.tasksWithEventsFrom(firstGone)) {
            events.publishEvent(new EscrowTakenBack(task.key(), task.id(), firstGone));
        }
        rows.takeBack(firstGone);
        jdbc.sql("DELETE FROM FollowedBlock WHERE number >= ?").param(firstGone).update();
        remember(to);
        move(to);
        events.publishEvent(new ChainReorganised(firstGone));
        return true;
    }

    private boolean locked(BlockMark expected) {
        return jdbc.sql("SELECT block_number, block_hash FROM ChainCursor WHERE id = 1 FOR UPDATE")
                .query((row, _) -> new BlockMark(row.getLong(1), row.getString(2)))
                .optional()
                .filter(expected::equals)
                .isPresent();
    }

    private void remember(BlockMark block) {
        jdbc.sql("REPLACE INTO FollowedBlock (number, hash) VALUES (?, ?)")
                .params(block.number(), block.hash())
                .update();
    }

    private void move(BlockMark to) {
        jdbc.sql("UPDATE ChainCursor SET block_number = ?, block_hash = ? WHERE id = 1")
                .params(to.number(), to.hash())
                .update();
    }
}
