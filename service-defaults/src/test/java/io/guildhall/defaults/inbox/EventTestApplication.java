package io.guildhall.defaults.inbox;

import io.guildhall.defaults.outbox.Outbox;
import io.guildhall.proto.user.v1.UserBanned;
import io.guildhall.proto.user.v1.UserProfileChanged;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A service that counts what it hears. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({EventTestApplication.Counters.class, EventTestApplication.Listener.class})
class EventTestApplication {
    static final String TOPIC = "test.inbox.v1";

    @Bean
    KafkaAdmin.NewTopics topics(EventTopics topics) {
        return topics.declare(TOPIC);
    }

    /** An effect that shows when it happens twice. */
    @Component
    static class Counters {
        private final JdbcClient jdbc;
        private final Inbox inbox;
        private final Outbox outbox;

        private final AtomicInteger faults = new AtomicInteger();
        private final AtomicInteger outages = new AtomicInteger();
        private volatile String reason = "";

        Counters(DataSource dataSource, Inbox inbox, Outbox outbox) {
            this.jdbc = JdbcClient.create(dataSource);
            this.inbox = inbox;
            this.outbox = outbox;
            jdbc.sql("CREATE TABLE IF NOT EXISTS Counter (id BIGINT PRIMARY KEY, number INT)")
                    .update();
        }

        @Transactional
        public void count(String eventId, long id) {
            if (!inbox.claim("counters", eventId)) {
                return;
            }
            jdbc.sql(
                            """
                            INSERT INTO Counter VALUES (?, 1)
                            ON DUPLICATE KEY UPDATE number = number + 1""")
                    .param(id)
                    .update();
            if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new TransientDataAccessResourceException("the database restarts");
            }
            if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalArgumentException(reason);
            }
        }

        @Transactional
        public void announce(long id) {
            outbox.append(
                    TOPIC,
                    Long.toString(id),
                    UserProfileChanged.newBuilder().setUserId(id).build());
            outbox.append(TOPIC, Long.toString(id), UserBanned.newBuilder().setUserId(id).build());
        }

        /** An event that carries this name, however long. */
        @Transactional
        public void rename(long id, String name) {
            outbox.append(
                    TOPIC,
                    Long.toString(id),
                    UserProfileChanged.newBuilder().setUserId(id).setUsername(name).build());
        }

        /** The next effects fail as if the event were bad. */
        void failNext(int times) {
            failNext(times, "an event that cannot be handled");
        }

        void failNext(int times, String why) {
            reason = why;
            faults.set(times);
        }

        /** The next effects fail as if the database were away. */
        void loseDatabase(int times) {
            outages.set(times);
        }

        int number(long id) {
            return jdbc.sql("SELECT number FROM Counter WHERE id = ?")
                    .param(id)
                    .query(Integer.class)
                    .optional()
                    .orElse(0);
        }

        int deliveries(String eventId) {
            return jdbc.sql(
                            "SELECT COALESCE(SUM(deliveries), 0) FROM InboxEvent WHERE event_id = ?")
                    .param(eventId)
                    .query(Integer.class)
                    .single();
        }
    }

    @Component
    static class Listener {
        private final Counters counters;

        Listener(Counters counters) {
            this.counters = counters;
        }

        @KafkaListener(topics = TOPIC)
        void on(ReceivedEvent event) {
            switch (event.message()) {
                case UserProfileChanged changed -> counters.count(event.id(), changed.getUserId());
                default -> {}
            }
        }
    }
}
