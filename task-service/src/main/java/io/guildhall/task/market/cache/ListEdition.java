package io.guildhall.task.market.cache;

import io.guildhall.task.market.TaskTouched;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.annotation.RedisListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The number under which lists are kept: every change of a task raises it, and tells all replicas. What a replica has
 * heard it believes for a moment only, since a message may be lost with its connection.
 */
@Component
class ListEdition {
    static final String KEY = "guildhall:task:lists:1:edition";
    static final String CHANNEL = "guildhall:task:lists:1";

    /** The longest that a replica shows a list of before a change whose message was lost. */
    static final Duration BELIEVED = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(ListEdition.class);

    private final StringRedisTemplate redis;
    private final AtomicReference<@Nullable Heard> heard = new AtomicReference<>();

    ListEdition(StringRedisTemplate redis) {
        this.redis = redis;
    }

    private record Heard(long edition, long at) {
        Heard(long edition) {
            this(edition, System.nanoTime());
        }

        boolean isBelieved() {
            return System.nanoTime() - at < BELIEVED.toNanos();
        }
    }

    /**
     * The edition now.
     *
     * @throws DataAccessException when Redis is away
     */
    long now() {
        Heard before = heard.get();
        if (before != null && before.isBelieved()) {
            return before.edition();
        }
        String edition = redis.opsForValue().get(KEY);
        Heard asked = new Heard(edition == null ? 0 : Long.parseLong(edition));
        // What was heard while Redis was asked is younger than the answer.
        return heard.compareAndSet(before, asked) ? asked.edition() : now();
    }

    @TransactionalEventListener
    void on(@SuppressWarnings("unused") TaskTouched touched) {
        try {
            Long edition = redis.opsForValue().increment(KEY);
            hear(Objects.requireNonNull(edition));
            redis.convertAndSend(CHANNEL, edition.toString());
        } catch (DataAccessException e) {
            heard.set(null);
            log.warn("Lists are up to {} old: {}", RedisHotLists.LIFETIME, e.toString());
        }
    }

    @RedisListener(CHANNEL)
    void hear(String edition) {
        hear(Long.parseLong(edition));
    }

    /** Of changes at the same time the later one's number counts, whichever is heard last. */
    private void hear(long edition) {
        heard.updateAndGet(
                before ->
                        before != null && before.isBelieved() && before.edition() > edition
                                ? before
                                : new Heard(edition));
    }
}
