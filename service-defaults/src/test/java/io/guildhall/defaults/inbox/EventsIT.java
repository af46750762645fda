package io.guildhall.defaults.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.inbox.EventTestApplication.Counters;
import io.guildhall.defaults.outbox.EventHeaders;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.WithInfrastructure;
import io.guildhall.proto.user.v1.UserProfileChanged;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = EventTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=event-test",
            "spring.profiles.active=local",
            "spring.grpc.server.port=0",
            "guildhall.security.jwks-uri=http://127.0.0.1:1/jwks.json",
            "guildhall.events.retry-pause=20ms",
            "guildhall.events.attempts=3",
            "management.endpoints.web.exposure.include=*"
        })
@WithInfrastructure({Infrastructure.MYSQL, Infrastructure.KAFKA})
class EventsIT {
    /** The outbox takes 960 KB, of which an event's headers need less than one. */
    private static final int LARGEST_NAME = 959 * 1024;

    @Autowired Counters counters;
    @Autowired Inbox inbox;
    @Autowired DeadLetters deadLetters;
    @Autowired KafkaTemplate<String, byte[]> kafka;
    @Autowired PlatformTransactionManager transactions;
    @Autowired MeterRegistry meters;
    @Autowired ConsumerFactory<?, ?> consumers;

    private final long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);

    @Test
    void anAppendedEventReachesItsListener() {
        counters.announce(id);

        await().until(() -> counters.number(id) == 1);
    }

    @Test
    void anEventThatIsDeliveredTwiceHasOneEffect() throws Exception {
        String eventId = UUID.randomUUID().toString();

        send(eventId, "guildhall.user.v1.UserProfileChanged");
        send(eventId, "guildhall.user.v1.UserProfileChanged");

        await().until(() -> counters.deliveries(eventId) == 2);
        assertThat(counters.number(id)).isEqualTo(1);
    }

    @Test
    void ofManyClaimsAtOnceOneWins() throws Exception {
        String eventId = UUID.randomUUID().toString();
        TransactionTemplate transaction = new TransactionTemplate(transactions);

        int won = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> claims = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                claims.add(
                        threads.submit(
                                () -> transaction.execute(status -> inbox.claim("race", eventId))));
            }
            for (Future<Boolean> claim : claims) {
                won += claim.get() ? 1 : 0;
            }
        }

        assertThat(won).isEqualTo(1);
    }

    @Test
    void aClaimThatIsRolledBackIsFreeAgain() {
        String eventId = UUID.randomUUID().toString();
        TransactionTemplate transaction = new TransactionTemplate(transactions);

        transaction.executeWithoutResult(
                status -> {
                    assertThat(inbox.claim("rolled-back", eventId)).isTrue();
                    status.setRollbackOnly();
                });

        assertThat(transaction.<Boolean>execute(status -> inbox.claim("rolled-back", eventId)))
                .isTrue();
    }

    @Test
    void theShareOfAKilledReplicaIsGivenToAnotherWithinTenSeconds() {
        assertThat(consumers.getConfigurationProperties())
                .containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000")
                .containsEntry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2000");
    }

    @Test
    void refusesAClaimWithoutATransaction() {
        assertThatThrownBy(() -> inbox.claim("nobody", "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no transaction");
    }

    @Test
    void anEventThatFailsOnceIsTriedAgain() throws Exception {
        counters.failNext(1);

        send(UUID.randomUUID().toString(), "guildhall.user.v1.UserProfileChanged");

        await().until(() -> counters.number(id) == 1);
    }

    @Test
    void anEventThatKeepsFailingBecomesADeadLetterAndIsReplayed() throws Exception {
        String eventId = UUID.randomUUID().toString();
        counters.failNext(3);
        double before = deadLetterCount();

        send(eventId, "guildhall.user.v1.UserProfileChanged");
        await().until(() -> deadLetterCount() == before + 1);

        assertThat(counters.number(id)).isZero();
        assertThat(deadLetters.list(EventTestApplication.TOPIC, 100))
                .filteredOn(letter -> letter.id().equals(eventId))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.key()).isEqualTo(Long.toString(id));
                            assertThat(letter.reason()).contains("cannot be handled");
                        });

        assertThat(deadLetters.replay(EventTestApplication.TOPIC, 100)).isPositive();
        await().until(() -> counters.number(id) == 1);
        assertThat(deadLetters.list(EventTestApplication.TOPIC, 100))
                .noneMatch(letter -> letter.id().equals(eventId));
    }

    /** What Kafka refuses as a dead letter is tried again for ever, and all that comes behind it waits. */
    @Test
    void theLargestEventBecomesADeadLetterHoweverLongTheReason() {
        double before = deadLetterCount();
        counters.failNext(3, "no good: " + "x".repeat(100_000));

        counters.rename(id, "x".repeat(LARGEST_NAME));

        await().until(() -> deadLetterCount() == before + 1);
        assertThat(deadLetters.list(EventTestApplication.TOPIC, 100))
                .filteredOn(letter -> letter.key().equals(Long.toString(id)))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains("no good: xxx"));
    }

    @Test
    void anOutageOutlivesTheAttemptsAndMakesNoDeadLetter() throws Exception {
        double before = deadLetterCount();
        counters.loseDatabase(6);

        send(UUID.randomUUID().toString(), "guildhall.user.v1.UserProfileChanged");

        await().until(() -> counters.number(id) == 1);
        assertThat(deadLetterCount()).isEqualTo(before);
    }

    @Test
    void anEventTypeOfTheFutureIsPassedOver() throws Exception {
        double before = deadLetterCount();
        double ignored = meters.counter("guildhall.events.ignored").count();

        send(UUID.randomUUID().toString(), "guildhall.user.v9.UserAscended");

        await().until(() -> meters.counter("guildhall.events.ignored").count() > ignored);
        assertThat(deadLetterCount()).isEqualTo(before);
    }

    @Test
    void somethingThatIsNoEventBecomesADeadLetterAtOnce() throws Exception {
        double before = deadLetterCount();

        kafka.send(EventTestApplication.TOPIC, Long.toString(id), new byte[] {1, 2, 3}).get();

        await().until(() -> deadLetterCount() == before + 1);
    }

    private double deadLetterCount() {
        return meters.counter("guildhall.events.deadletters", "topic", EventTestApplication.TOPIC)
                .count();
    }

    private void send(String eventId, String type) throws Exception {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(
                        EventTestApplication.TOPIC,
                        Long.toString(id),
                        UserProfileChanged.newBuilder().setUserId(id).build().toByteArray());
        header(event, EventHeaders.ID, eventId);
        header(event, EventHeaders.TYPE, type);
        header(event, EventHeaders.SOURCE, "/elsewhere");
        header(event, EventHeaders.TIME, "2026-11-22T08:00:00Z");
        kafka.send(event).get();
    }

    private static void header(ProducerRecord<String, byte[]> event, String name, String value) {
        event.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
