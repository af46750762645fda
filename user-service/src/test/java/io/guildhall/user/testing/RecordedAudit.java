package io.guildhall.user.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What came into the audit log, over Kafka. */
public final class RecordedAudit {
    private final JdbcClient database;

    RecordedAudit(JdbcClient database) {
        this.database = database;
    }

    /** Waits until the log says that all of this was done to somebody. */
    public void awaitActions(Browser subject, String... actions) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(actionsOn(subject)).contains(actions));
    }

    private List<String> actionsOn(Browser subject) {
        return database.sql("select action from AuditEvent where subject = ?")
                .param("user:" + subject.id())
                .query((row, _) -> row.getString("action"))
                .list();
    }
}
