package io.guildhall.chain.watching;

import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells again what was told of a task, for a reader that lost something of it. */
@Service
public class Retelling {
    private final JdbcClient jdbc;
    private final EscrowRows rows;
    private final ApplicationEventPublisher events;

    Retelling(JdbcClient jdbc, EscrowRows rows, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.events = events;
    }

    /**
     * Tells all of a task's events that count, in the order of the chain and each as it was told first. Under the cursor's
     * lock: no event is told again after the word that a reorganisation took it back.
     *
     * @return how many
     */
    @Transactional
    public int retell(String taskKey) {
        List<Long> _ =
                jdbc.sql("SELECT block_number FROM ChainCursor WHERE id = 1 FOR UPDATE")
                        .query((row, _) -> row.getLong(1))
                        .list();
        List<EscrowAdvanced> told = rows.told(taskKey);
        told.forEach(events::publishEvent);
        return told.size();
    }
}
