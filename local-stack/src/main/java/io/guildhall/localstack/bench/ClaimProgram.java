package io.guildhall.localstack.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Claims as a plain program would write them: the statements of a signed claim in task-service, in the same transactions
 * and with the same locks, and nothing around them. What the service costs more is its own.
 */
public final class ClaimProgram {
    private static final String CONSENT =
            """
            SELECT consent_id, command_id, created_at, digest, escrow_key, kind, opened_in, reason, round, share, signature,
              signed_at, signer, submission_id, task_id, user_id, valid_until, version, worker
            FROM Consent WHERE consent_id = ?""";
    private static final String TASK =
            """
            SELECT task_id, applied_at, task_description, task_name, claim_deadline, criteria, max_revisions, mode, task_price,
              review_window, tags, token, work_window, clock_ends_at, escrow_key, opened_in, publisher_address, round,
              ruled_share, worker_address, worker_id, created_at, excerpt, opened_at, pending_by, pending_command,
              pending_since, pending_step, pending_transaction, promise_key, publisher_id, refusal_reason, task_status, version
            FROM Task WHERE task_id = ? FOR UPDATE""";
    private static final String PLAYER =
            "INSERT INTO Player (user_id) VALUES (?) ON DUPLICATE KEY UPDATE user_id = user_id";
    private static final String HELD =
            """
            SELECT COUNT(*) FROM Task WHERE worker_id = ?
            AND task_status IN ('CLAIMED', 'SUBMITTED', 'REVISION_ASKED', 'DISPUTED', 'RULED', 'APPEALED')""";
    private static final String PENDING =
            "SELECT COUNT(*) FROM Task WHERE pending_by = ? AND pending_step = 'CLAIM'";
    private static final String TERMS = "SELECT * FROM EscrowTerms WHERE escrow_key = ?";
    private static final String COMMAND =
            """
            INSERT INTO EscrowCommand (command_id, task_id, kind, body, state, attempts, due_at, created_at)
            VALUES (?, ?, 'CLAIM', ?, 'DONE', 0, ?, ?)""";
    private static final String BEGIN =
            """
            UPDATE Task SET pending_step = 'CLAIM', pending_since = ?, pending_by = ?, pending_command = ?, version = version + 1
            WHERE task_id = ? AND version = ?""";
    private static final String LENGTH =
            """
            INSERT INTO Timeline (task_id, length) VALUES (?, LAST_INSERT_ID(1))
            ON DUPLICATE KEY UPDATE length = LAST_INSERT_ID(length + 1)""";
    private static final String POSITION = "SELECT LAST_INSERT_ID()";
    private static final String ENTRY =
            "INSERT INTO TimelineEntry VALUES (?, ?, ?, 'STEP_BEGUN', ?, NULL, NULL, NULL, '{\"step\":\"CLAIM\"}')";
    private static final String SIGN =
            """
            UPDATE Consent SET signature = ?, signed_at = ?, command_id = ?, version = version + 1
            WHERE consent_id = ? AND version = ?""";

    /** As long as what the service writes there. */
    private static final String BODY = "{\"command\":\"" + "x".repeat(900) + "\"}";

    private final Properties settings;
    private final AtomicLong next = new AtomicLong();

    private ClaimProgram(Properties settings) {
        this.settings = settings;
    }

    /**
     * Runs it.
     *
     * @param arguments a file of properties: {@code url}, {@code user}, {@code password}, {@code connections}, {@code
     *     warmUpSeconds}, {@code seconds}, {@code firstTask}, {@code firstConsent}, {@code count}, {@code players} with commas;
     *     and the file for the figures, as JSON
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        Properties settings = new Properties();
        try (var file = Files.newBufferedReader(Path.of(arguments[0]))) {
            settings.load(file);
        }
        ClaimProgram program = new ClaimProgram(settings);
        List<Long> _ = program.run(program.number("warmUpSeconds"));
        long begin = System.nanoTime();
        List<Long> nanos = program.run(program.number("seconds"));
        double seconds = (System.nanoTime() - begin) / 1e9;
        nanos.sort(Long::compare);
        Files.writeString(
                Path.of(arguments[1]),
                "{\"requests\":%d,\"perSecond\":%.1f,\"p50\":%.3f,\"p99\":%.3f}"
                        .formatted(
                                nanos.size(),
                                nanos.size() / seconds,
                                nanos.get(nanos.size() / 2) / 1e6,
                                nanos.get(nanos.size() * 99 / 100) / 1e6));
    }

    private long number(String name) {
        return Long.parseLong(text(name));
    }

    private String text(String name) {
        String value = settings.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** How long each claim took. */
    private List<Long> run(long seconds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        int connections = Math.toIntExact(number("connections"));
        List<Long> nanos = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<List<Long>>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> claimUntil(end)));
            }
            for (Future<List<Long>> one : all) {
                nanos.addAll(one.get());
            }
        }
        return nanos;
    }

    private List<Long> claimUntil(long end) throws SQLException {
        long[] players =
                Arrays.stream(text("players").split(",")).mapToLong(Long::parseLong).toArray();
        List<Long> nanos = new ArrayList<>();
        try (Connection connection =
                DriverManager.getConnection(text("url"), text("user"), text("password"))) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            while (System.nanoTime() < end) {
                long one = next.getAndIncrement();
                if (one >= number("count")) {
                    throw new IllegalStateException("all tasks are claimed, expected more");
                }
                long begin = System.nanoTime();
                claim(
                        connection,
                        number("firstTask") + one,
                        number("firstConsent") + one,
                        players[Math.toIntExact(one % players.length)]);
                nanos.add(System.nanoTime() - begin);
            }
        }
        return nanos;
    }

    private static void claim(Connection connection, long task, long consent, long player)
            throws SQLException {
        long _ = read(connection, CONSENT, "version", consent);
        connection.commit();
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        long version;
        String key;
        try (PreparedStatement statement = statement(connection, TASK, task);
                ResultSet row = statement.executeQuery()) {
            row.next();
            version = row.getLong("version");
            key = row.getString("escrow_key");
        }
        long signed = read(connection, CONSENT, "version", consent);
        write(connection, PLAYER, player);
        long _ = read(connection, HELD, "COUNT(*)", player);
        long _ = read(connection, PENDING, "COUNT(*)", player);
        long _ = read(connection, TERMS, "task_id", key);
        // The consent's number serves as the command's: both are unique.
        write(connection, COMMAND, consent, task, BODY, now, now);
        write(connection, BEGIN, now, player, consent, task, version);
        write(connection, LENGTH, task);
        long position = read(connection, POSITION, "LAST_INSERT_ID()");
        write(connection, ENTRY, task, position, now, player);
        write(connection, SIGN, "0x" + "ab".repeat(65), now, consent, consent, signed);
        connection.commit();
    }

    private static long read(Connection connection, String sql, String column, Object... values)
            throws SQLException {
        try (PreparedStatement statement = statement(connection, sql, values);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("no row, expected one: " + sql);
            }
            return row.getLong(column);
        }
    }

    private static void write(Connection connection, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = statement(connection, sql, values)) {
            if (statement.executeUpdate() == 0 && sql.startsWith("UPDATE")) {
                throw new IllegalStateException("nothing changed: " + sql);
            }
        }
    }

    private static PreparedStatement statement(Connection connection, String sql, Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
