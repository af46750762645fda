package io.guildhall.task.market.store;

import io.guildhall.task.escrow.Policy;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.market.Content;
import io.guildhall.task.market.Promise;
import io.guildhall.task.market.Promises;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Promises in the table {@code EscrowTerms}. */
@Component
class JdbcPromises implements Promises {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper canonical =
            JsonMapper.builder()
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    JdbcPromises(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void keep(Promise promise) {
        Terms terms = promise.terms();
        Policy policy = terms.policy();
        jdbc.sql(
                        """
                        INSERT IGNORE INTO EscrowTerms
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                .param(promise.key())
                .param(policy.taskId())
                .param(terms.publisher())
                .param(promise.content())
                .param(terms.content())
                .param(terms.token() == null ? "" : terms.token())
                .param(new BigDecimal(terms.reward()))
                .param(terms.appealArbiter())
                .param(policy.maxRevisions())
                .param(policy.defaultShare())
                .param(policy.feeRate())
                .param(policy.appealWindow())
                .param(policy.reviewWindow())
                .param(policy.workWindow())
                .param(time(policy.claimDeadline()))
                .param(time(clock.instant()))
                .update();
    }

    @Override
    public Optional<Promise> find(String key) {
        return jdbc.sql("SELECT * FROM EscrowTerms WHERE escrow_key = ?")
                .param(key)
                .query(JdbcPromises::promise)
                .optional();
    }

    @Override
    public Optional<Instant> fundableUntil(long taskId) {
        return jdbc.sql("SELECT MAX(claim_deadline) FROM EscrowTerms WHERE task_id = ?")
                .param(taskId)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, LocalDateTime.class)))
                .single()
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    private static Promise promise(ResultSet row, int number) throws SQLException {
        String token = row.getString("token");
        return new Promise(
                row.getString("escrow_key"),
                new Terms(
                        row.getString("publisher"),
                        row.getString("content_hash"),
                        token.isEmpty() ? null : token,
                        row.getBigDecimal("reward").toBigIntegerExact(),
                        row.getString("appeal_arbiter"),
                        new Policy(
                                row.getLong("task_id"),
                                row.getInt("max_revisions"),
                                row.getInt("default_share"),
                                row.getInt("fee_rate"),
                                row.getInt("appeal_window"),
                                row.getInt("review_window"),
                                row.getInt("work_window"),
                                row.getObject("claim_deadline", LocalDateTime.class)
                                        .toInstant(ZoneOffset.UTC))),
                row.getString("content"));
    }

    private static LocalDateTime time(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public String write(Content content) {
        return canonical.writeValueAsString(content);
    }

    @Override
    public Content read(String text) {
        return canonical.readValue(text, Content.class);
    }
}
