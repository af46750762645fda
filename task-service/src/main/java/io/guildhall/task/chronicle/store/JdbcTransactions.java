package io.guildhall.task.chronicle.store;

import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.task.chronicle.ChainEvent;
import io.guildhall.task.chronicle.Transactions;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Money that moved, in the table {@code Transaction}. */
@Component
class JdbcTransactions implements Transactions {
    private final JdbcClient jdbc;
    private final IdGenerator ids;

    JdbcTransactions(JdbcClient jdbc, IdGenerator ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    @Override
    public void record(Movement movement, ChainEvent cause) {
        jdbc.sql(
                        """
                        INSERT IGNORE INTO `Transaction` VALUES
                        (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(ids.next())
                .param(movement.taskId())
                .param(movement.senderId())
                .param(movement.receiverId())
                .param(new BigDecimal(movement.amount()))
                .param(movement.token())
                .param(movement.kind().name())
                .param(cause.place().transactionHash())
                .param(cause.key())
                .param(cause.place().block())
                .param(cause.place().index())
                .param(LocalDateTime.ofInstant(cause.place().time(), ZoneOffset.UTC))
                .update();
    }

    @Override
    public void dropFrom(String key, long block) {
        jdbc.sql("DELETE FROM `Transaction` WHERE escrow_key = ? AND block_number >= ?")
                .param(key)
                .param(block)
                .update();
    }
}
