package io.guildhall.chain.sending;

import io.guildhall.chain.node.Receipt;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rows of commands and their attempts. Each method is one transaction; none talks to a node. */
@Service
class CommandBook {
    private static final String COLUMNS =
            """
            SELECT id, command_id, kind, task_key, task_id, account, target, data, status, nonce, gas_limit,
                   transaction_hash, reason, mined_block, gas_used, gas_price, created_at
            FROM Command
            """;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    CommandBook(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Writes a command down, once.
     *
     * @throws ProblemException {@code command-id-reused} when something else was asked for under this id
     */
    @Transactional
    Command accept(NewCommand command) {
        try {
            insert(command);
        } catch (DuplicateKeyException _) {
            // Asked for already; what counts is the row.
        }
        return existing(command)
                .orElseThrow(() -> new IllegalStateException("no row of " + command.commandId()));
    }

    private void insert(NewCommand command) {
        jdbc.sql(
                        """
                        INSERT INTO Command (command_id, fingerprint, kind, task_key, task_id, account, target, data, status)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        command.commandId(),
                        command.fingerprint(),
                        command.kind(),
                        command.taskKey(),
                        command.taskId(),
                        command.account(),
                        command.target(),
                        command.data(),
                        CommandStatus.QUEUED.name())
                .update();
    }

    /** The command of that id, when it asks for the same. */
    @Transactional(readOnly = true)
    Optional<Command> existing(NewCommand command) {
        Optional<String> known =
                jdbc.sql("SELECT fingerprint FROM Command WHERE command_id = ?")
                        .param(command.commandId())
                        .query(String.class)
                        .optional();
        if (known.isPresent() && !known.get().equals(command.fingerprint())) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "command-id-reused",
                    "Command " + command.commandId() + " was given with another content");
        }
        return known.flatMap(_ -> find(command.commandId()));
    }

    @Transactional(readOnly = true)
    Optional<Command> find(String commandId) {
        return jdbc.sql(COLUMNS + "WHERE command_id = ?")
                .param(commandId)
                .query(CommandBook::command)
                .optional();
    }

    /** What waits for a nonce, the oldest first. */
    @Transactional(readOnly = true)
    List<Command> waiting(String account, int most) {
        return jdbc.sql(
                        COLUMNS
                                + "WHERE account = ? AND status = 'QUEUED' AND nonce IS NULL ORDER BY id LIMIT ?")
                .params(account, most)
                .query(CommandBook::command)
                .list();
    }

    /** What has a nonce and no end, in the order of the chain. */
    @Transactional(readOnly = true)
    List<Command> inFlight(String account) {
        return jdbc.sql(
                        COLUMNS
                                + "WHERE account = ? AND status IN ('QUEUED', 'SENT') AND nonce IS NOT NULL ORDER BY nonce")
                .param(account)
                .query(CommandBook::command)
                .list();
    }

    /** Whether an earlier command about the same task has no end yet, so that this one may find another state than today's. */
    @Transactional(readOnly = true)
    boolean hasUnsettled(String taskKey, long beforeId) {
        return jdbc.sql(
                                """
                                SELECT COUNT(*) FROM Command
                                WHERE task_key = ? AND status IN ('QUEUED', 'SENT') AND id < ?""")
                        .params(taskKey, beforeId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether a command of a kind has no end yet. */
    @Transactional(readOnly = true)
    boolean hasUnsettledOfKind(String kind) {
        return jdbc.sql(
                                """
                                SELECT COUNT(*) FROM Command
                                WHERE status IN ('QUEUED', 'SENT') AND kind = ?""")
                        .param(kind)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Transactional(readOnly = true)
    List<Attempt> attempts(long command) {
        return jdbc.sql(
                        """
                        SELECT number, transaction_hash, raw, voids, max_fee, tip, created_at
                        FROM Attempt WHERE command = ? ORDER BY number""")
                .param(command)
                .query(CommandBook::attempt)
                .list();
    }

    /**
     * Takes the next nonce of the account for the command. Whoever else does so at this moment waits for the lock, and finds
     * the command taken.
     *
     * @param count how many transactions of the account the chain has: none of those numbers is free
     * @return the command with its nonce, or nothing when it is no longer waiting
     */
    @Transactional
    Optional<Command> takeNonce(Command command, long count, BigInteger gasLimit) {
        jdbc.sql("INSERT IGNORE INTO SigningAccount (account, next_nonce) VALUES (?, 0)")
                .param(command.account())
                .update();
        long next =
                jdbc.sql("SELECT next_nonce FROM SigningAccount WHERE account = ? FOR UPDATE")
                        .param(command.account())
                        .query(Long.class)
                        .single();
        long nonce = Math.max(next, count);
        int taken =
                jdbc.sql(
                                """
                                UPDATE Command SET nonce = ?, gas_limit = ?
                                WHERE id = ? AND status = 'QUEUED' AND nonce IS NULL""")
                        .params(nonce, gasLimit, command.id())
                        .update();
        if (taken == 0) {
            return Optional.empty();
        }
        jdbc.sql("UPDATE SigningAccount SET next_nonce = ? WHERE account = ?")
                .params(nonce + 1, command.account())
                .update();
        return find(command.commandId());
    }

    /** Keeps a signed transaction before anybody is given it. */
    @Transactional
    void keep(long command, int number, TransactionSigner.Signed signed, boolean voids) {
        jdbc.sql(
                        """
                        INSERT INTO Attempt (command, number, transaction_hash, raw, voids, max_fee, tip)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        command,
                        number,
                        signed.hash(),
                        signed.raw(),
                        voids,
                        signed.offer().maxFee(),
                        signed.offer().tip())
                .update();
        jdbc.sql("UPDATE Command SET transaction_hash = ? WHERE id = ?")
                .params(signed.hash(), command)
                .update();
    }

    @Transactional
    void sent(long command) {
        jdbc.sql("UPDATE Command SET status = 'SENT' WHERE id = ? AND status = 'QUEUED'")
                .param(command)
                .update();
    }

    /** Its number is used by another transaction for good, so that none of its attempts can ever be in a block: it begins again. */
    @Transactional
    void releaseNonce(Command command) {
        int released =
                jdbc.sql(
                                """
                                UPDATE Command SET nonce = NULL, gas_limit = NULL, transaction_hash = NULL, status = 'QUEUED'
                                WHERE id = ? AND nonce = ? AND status IN ('QUEUED', 'SENT')""")
                        .params(command.id(), Objects.requireNonNull(command.nonce()))
                        .update();
        if (released == 1) {
            jdbc.sql("DELETE FROM Attempt WHERE command = ?").param(command.id()).update();
        }
    }

    /** It is in a block for good. */
    @Transactional
    void confirm(Command command, Receipt receipt) {
        settle(command, CommandStatus.CONFIRMED, null, receipt);
    }

    /** It is in a block for good, where the contract refused it. */
    @Transactional
    void fail(Command command, String reason, Receipt receipt) {
        settle(command, CommandStatus.FAILED, reason, receipt);
    }

    private void settle(
            Command command, CommandStatus status, @Nullable String reason, Receipt receipt) {
        int settled =
                jdbc.sql(
                                """
                                UPDATE Command
                                SET status = ?, reason = ?, transaction_hash = ?, mined_block = ?, mined_hash = ?, gas_used = ?,
                                    gas_price = ?, settled_at = CURRENT_TIMESTAMP(6)
                                WHERE id = ? AND status IN ('QUEUED', 'SENT')""")
                        .params(
                                Arrays.asList(
                                        status.name(),
                                        reason,
                                        receipt.transactionHash(),
                                        receipt.blockNumber(),
                                        receipt.blockHash(),
                                        receipt.gasUsed(),
                                        receipt.gasPrice(),
                                        command.id()))
                        .update();
        if (settled == 1) {
            jdbc.sql("UPDATE Attempt SET settled_at = CURRENT_TIMESTAMP(6) WHERE command = ?")
                    .param(command.id())
                    .update();
            tell(command);
        }
    }

    /** The contract would refuse it, and nothing was signed yet. */
    @Transactional
    void refuse(Command command, String reason) {
        int settled =
                jdbc.sql(
                                """
                                UPDATE Command SET status = 'FAILED', reason = ?, settled_at = CURRENT_TIMESTAMP(6)
                                WHERE id = ? AND status = 'QUEUED' AND nonce IS NULL""")
                        .params(reason, command.id())
                        .update();
        if (settled == 1) {
            tell(command);
        }
    }

    private void tell(Command command) {
        events.publishEvent(new CommandSettled(find(command.commandId()).orElseThrow()));
    }

    /**
     * A reorganisation took blocks away: what was executed in them is on its way again, under its old nonce. Runs in the
     * transaction that takes the events back.
     */
    @Transactional
    int revive(long fromBlock) {
        jdbc.sql(
                        """
                        UPDATE Attempt a JOIN Command c ON c.id = a.command
                        SET a.settled_at = NULL WHERE c.mined_block >= ?""")
                .param(fromBlock)
                .update();
        return jdbc.sql(
                        """
                        UPDATE Command
                        SET status = 'SENT', reason = NULL, mined_block = NULL, mined_hash = NULL, gas_used = NULL, gas_price = NULL,
                            settled_at = NULL
                        WHERE mined_block >= ?""")
                .param(fromBlock)
                .update();
    }

    /**
     * Another block than theirs was told under the number: a reorganisation came between their end and the follower, which
     * never knew the lost block and so takes nothing back. Runs in the transaction that tells the block.
     */
    @Transactional
    int reviveReplaced(long block, String hash) {
        jdbc.sql(
                        """
                        UPDATE Attempt a JOIN Command c ON c.id = a.command
                        SET a.settled_at = NULL WHERE c.mined_block = ? AND c.mined_hash <> ?""")
                .params(block, hash)
                .update();
        return jdbc.sql(
                        """
                        UPDATE Command
                        SET status = 'SENT', reason = NULL, mined_block = NULL, mined_hash = NULL, gas_used = NULL, gas_price = NULL,
                            settled_at = NULL
                        WHERE mined_block = ? AND mined_hash <> ?""")
                .params(block, hash)
                .update();
    }

    /**
     * What has no end yet.
     *
     * @param oldest seconds since the oldest was given; 0 without any
     */
    record Backlog(long commands, double oldest) {}

    @Transactional(readOnly = true)
    Backlog backlog() {
        return jdbc.sql(
                        """
                        SELECT COUNT(*), COALESCE(TIMESTAMPDIFF(MICROSECOND, MIN(created_at), CURRENT_TIMESTAMP(6)), 0) / 1e6
                        FROM Command WHERE status IN ('QUEUED', 'SENT')""")
                .query((row, _) -> new Backlog(row.getLong(1), row.getDouble(2)))
                .single();
    }

    private static Command command(ResultSet row, int number) throws SQLException {
        BigDecimal price = row.getBigDecimal("gas_price");
        return new Command(
                row.getLong("id"),
                row.getString("command_id"),
                row.getString("kind"),
                row.getString("task_key"),
                row.getLong("task_id"),
                row.getString("account"),
                row.getString("target"),
                row.getString("data"),
                CommandStatus.valueOf(row.getString("status")),
                row.getObject("nonce", Long.class),
                row.getObject("gas_limit", Long.class),
                row.getString("transaction_hash"),
                row.getString("reason"),
                row.getObject("mined_block", Long.class),
                row.getObject("gas_used", Long.class),
                price == null ? null : price.toBigIntegerExact(),
                row.getTimestamp("created_at").toInstant());
    }

    private static Attempt attempt(ResultSet row, int number) throws SQLException {
        return new Attempt(
                row.getInt("number"),
                row.getString("transaction_hash"),
                row.getString("raw"),
                row.getBoolean("voids"),
                row.getBigDecimal("max_fee").toBigIntegerExact(),
                row.getBigDecimal("tip").toBigIntegerExact(),
                row.getTimestamp("created_at").toInstant());
    }
}
