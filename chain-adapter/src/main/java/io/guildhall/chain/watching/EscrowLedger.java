package io.guildhall.chain.watching;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** What the contract must hold, and what has left it, as the events tell. */
@Service
public class EscrowLedger {
    /**
     * What is locked after a block.
     *
     * @param locked rewards and fees of tasks that have not ended, by token; tokens that were ever used are all there
     */
    public record Locked(long blockNumber, String blockHash, Map<String, BigInteger> locked) {}

    private final JdbcClient jdbc;

    EscrowLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is locked after the last block that was told; nothing before the first. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<Locked> locked() {
        Map<String, BigInteger> locked = new HashMap<>();
        jdbc.sql("SELECT DISTINCT token FROM EscrowTask")
                .query((row, _) -> row.getString(1))
                .list()
                .forEach(token -> locked.put(token, BigInteger.ZERO));
        jdbc.sql(
                        """
                        SELECT token, SUM(reward + fee) FROM EscrowTask
                        WHERE status <> 'NONE' GROUP BY token""")
                .query(
                        row -> {
                            locked.put(row.getString(1), row.getBigDecimal(2).toBigIntegerExact());
                        });
        return jdbc.sql("SELECT block_number, block_hash FROM ChainCursor WHERE id = 1")
                .query((row, _) -> new Locked(row.getLong(1), row.getString(2), locked))
                .optional();
    }

    /**
     * What has left the escrow to where somebody else may have wanted it, by token: payments of tasks that a player had claimed,
     * which takes the platform's key. What goes back to who paid it in, and what a publisher gives away of a task that nobody
     * claimed, is a stranger's own money: counted, it would let anybody pause the escrow by moving theirs in and out.
     *
     * @param since Unix seconds, of blocks
     */
    @Transactional(readOnly = true)
    public Map<String, BigInteger> outflow(long since) {
        Map<String, BigInteger> outflow = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT t.token, SUM(CASE
                            WHEN e.kind IN ('APPROVED', 'RELEASED') THEN t.reward
                            ELSE t.reward + t.fee - FLOOR(t.fee * e.number / 10000) END)
                        FROM EscrowEvent e JOIN EscrowTask t ON t.task_key = e.task_key
                        WHERE e.block_time > ?
                          AND e.kind IN ('APPROVED', 'RELEASED', 'SETTLED', 'RESOLVED')
                          AND EXISTS (
                              SELECT 1 FROM EscrowEvent c
                              WHERE c.task_key = e.task_key AND c.kind = 'CLAIMED'
                                AND (c.block_number, c.log_index) < (e.block_number, e.log_index))
                        GROUP BY t.token""")
                .param(since)
                .query(
                        row -> {
                            outflow.put(row.getString(1), row.getBigDecimal(2).toBigIntegerExact());
                        });
        return outflow;
    }
}
