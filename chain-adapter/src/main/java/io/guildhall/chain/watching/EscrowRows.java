package io.guildhall.chain.watching;

import io.guildhall.chain.contract.EscrowEvent;
import io.guildhall.chain.contract.EscrowEventKind;
import io.guildhall.chain.contract.EscrowState;
import io.guildhall.chain.contract.EscrowStatus;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Policy;
import io.guildhall.chain.contract.Terms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of tasks and their events. */
@Component
class EscrowRows {
    /** A task with its state after the newest event that was told. */
    record Task(EscrowedTask task, EscrowState state) {
        Policy policy() {
            return task.terms().policy();
        }
    }

    /** Of a task, what other services know it by. */
    record TaskName(String key, long id) {}

    private final JdbcClient jdbc;

    EscrowRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The same terms can be funded again once the task has ended. */
    void addTask(EscrowedTask task) {
        Terms terms = task.terms();
        jdbc.sql(
                        """
                        INSERT IGNORE INTO EscrowTask
                            (task_key, task_id, publisher, content, token, reward, fee, appeal_arbiter, policy,
                             status, worker, opened_in, clock, round, ruled_share)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'NONE', ?, 0, 0, 0, 0)""")
                .params(
                        task.key(),
                        terms.policy().taskId(),
                        task.publisher(),
                        terms.content(),
                        terms.token(),
                        new BigDecimal(terms.reward()),
                        new BigDecimal(terms.fee()),
                        terms.appealArbiter(),
                        new BigDecimal(terms.policy().packed()),
                        EscrowState.NONE.worker())
                .update();
    }

    Optional<Task> task(String key) {
        return jdbc.sql("SELECT * FROM EscrowTask WHERE task_key = ?")
                .param(key)
                .query((row, _) -> new Task(task(row), state(row)))
                .optional();
    }

    void setState(String key, EscrowState state) {
        jdbc.sql(
                        """
                        UPDATE EscrowTask SET status = ?, worker = ?, opened_in = ?, clock = ?, round = ?, ruled_share = ?
                        WHERE task_key = ?""")
                .params(
                        state.status().name(),
                        state.worker(),
                        state.openedIn(),
                        state.clock(),
                        state.round(),
                        state.ruledShare(),
                        key)
                .update();
    }

    void addEvent(PlacedEvent placed, EscrowState state) {
        EscrowEvent event = placed.event();
        Place place = placed.place();
        jdbc.sql(
                        """
                        INSERT INTO EscrowEvent
                            (block_number, log_index, block_hash, block_time, transaction_hash, sender, task_key, kind, account,
                             digest, number, amount, status, worker, opened_in, clock, round, ruled_share)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Arrays.asList(
                                place.blockNumber(),
                                place.logIndex(),
                                place.blockHash(),
                                place.blockTime(),
                                place.transactionHash(),
                                place.sender(),
                                event.taskKey(),
                                event.kind().name(),
                                event.account(),
                                event.digest(),
                                event.number(),
                                event.credit() == null
                                        ? null
                                        : new BigDecimal(event.credit().amount()),
                                state.status().name(),
                                state.worker(),
                                state.openedIn(),
                                state.clock(),
                                state.round(),
                                state.ruledShare()))
                .update();
    }

    /** All events of a task that count, in the order of the chain. */
    List<EscrowAdvanced> told(String key) {
        Optional<Task> task = task(key);
        if (task.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        "SELECT * FROM EscrowEvent WHERE task_key = ? ORDER BY block_number, log_index")
                .param(key)
                .query(
                        (row, _) ->
                                new EscrowAdvanced(
                                        task.get().policy().taskId(),
                                        event(row, task.get().task()),
                                        place(row),
                                        state(row)))
                .list();
    }

    /** In the order in which they would be told again. */
    List<TaskName> tasksWithEventsFrom(long block) {
        return jdbc.sql(
                        """
                        SELECT t.task_key, t.task_id
                        FROM EscrowEvent e JOIN EscrowTask t ON t.task_key = e.task_key
                        WHERE e.block_number >= ?
                        GROUP BY t.task_key, t.task_id
                        ORDER BY MIN(e.block_number), MIN(e.log_index)""")
                .param(block)
                .query((row, _) -> new TaskName(row.getString(1), row.getLong(2)))
                .list();
    }

    /** Forgets the events from a block on, and gives their tasks the state after what is left. */
    void takeBack(long fromBlock) {
        List<TaskName> tasks = tasksWithEventsFrom(fromBlock);
        jdbc.sql("DELETE FROM EscrowEvent WHERE block_number >= ?").param(fromBlock).update();
        for (TaskName task : tasks) {
            setState(task.key(), newest(task.key()));
        }
    }

    private EscrowState newest(String key) {
        return jdbc.sql(
                        """
                        SELECT status, worker, opened_in, clock, round, ruled_share FROM EscrowEvent
                        WHERE task_key = ? ORDER BY block_number DESC, log_index DESC LIMIT 1""")
                .param(key)
                .query((row, _) -> state(row))
                .optional()
                .orElse(EscrowState.NONE);
    }

    private static EscrowedTask task(ResultSet row) throws SQLException {
        return new EscrowedTask(
                row.getString("publisher"),
                new Terms(
                        row.getString("content"),
                        row.getString("token"),
                        integer(row, "reward"),
                        row.getString("appeal_arbiter"),
                        Policy.unpack(integer(row, "policy"))));
    }

    private static EscrowEvent event(ResultSet row, EscrowedTask task) throws SQLException {
        EscrowEventKind kind = EscrowEventKind.valueOf(row.getString("kind"));
        return new EscrowEvent(
                kind,
                task.key(),
                row.getString("account"),
                row.getString("digest"),
                row.getInt("number"),
                kind == EscrowEventKind.CREDITED
                        ? new EscrowEvent.Credit(task.terms().token(), integer(row, "amount"))
                        : null,
                kind == EscrowEventKind.FUNDED ? task : null);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getLong("block_number"),
                row.getString("block_hash"),
                row.getLong("block_time"),
                row.getString("transaction_hash"),
                row.getInt("log_index"),
                row.getString("sender"));
    }

    private static BigInteger integer(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column).toBigIntegerExact();
    }

    private static EscrowState state(ResultSet row) throws SQLException {
        return new EscrowState(
                EscrowStatus.valueOf(row.getString("status")),
                row.getString("worker"),
                row.getLong("opened_in"),
                row.getLong("clock"),
                row.getInt("round"),
                row.getInt("ruled_share"));
    }
}
