package io.guildhall.task.market.cache;

import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.HotLists;
import io.guildhall.task.market.TaskCard;
import io.guildhall.task.market.TaskTouched;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pages under an edition number that every change of a task raises. While Redis is away lists are read from the
 * database; an edition that could not be raised meanwhile is bounded by the pages' lifetime.
 */
@Component
class RedisHotLists implements HotLists {
    private static final Logger log = LoggerFactory.getLogger(RedisHotLists.class);
    private static final String EDITION = "guildhall:task:lists:1:edition";
    private static final String PREFIX = "guildhall:task:lists:1:";
    private static final Duration LIFETIME = Duration.ofSeconds(15);
    private static final int LARGEST = 50;

    private final StringRedisTemplate redis;
    private final MeterRegistry meters;
    private final JsonMapper json = JsonMapper.builder().build();

    RedisHotLists(StringRedisTemplate redis, MeterRegistry meters) {
        this.redis = redis;
        this.meters = meters;
    }

    @Override
    public Lookup look(CardSearch search) {
        if (!isHot(search)) {
            return new Lookup(null, null);
        }
        try {
            String edition = redis.opsForValue().get(EDITION);
            String slot = PREFIX + (edition == null ? "0" : edition) + ":" + name(search);
            String kept = redis.opsForValue().get(slot);
            meters.counter("guildhall.task.lists", "hit", String.valueOf(kept != null)).increment();
            return new Lookup(
                    kept == null ? null : json.readValue(kept, TaskCard.Page.class), slot);
        } catch (DataAccessException | JacksonException e) {
            log.debug("A list is read from the database: {}", e.toString());
            return new Lookup(null, null);
        }
    }

    private static boolean isHot(CardSearch search) {
        return search.cursor() == null
                && search.text() == null
                && search.publisher() == null
                && search.minReward() == null
                && search.maxReward() == null
                && search.limit() <= LARGEST;
    }

    private static String name(CardSearch search) {
        return "%s:%s:%s:%d:%s"
                .formatted(
                        search.status(),
                        search.token(),
                        search.sort(),
                        search.limit(),
                        search.tag() == null ? "" : search.tag());
    }

    @Override
    public void keep(String slot, TaskCard.Page page) {
        try {
            redis.opsForValue().set(slot, json.writeValueAsString(page), LIFETIME);
        } catch (DataAccessException e) {
            log.debug("A list is not kept: {}", e.toString());
        }
    }

    @TransactionalEventListener
    void on(@SuppressWarnings("unused") TaskTouched touched) {
        try {
            redis.opsForValue().increment(EDITION);
        } catch (DataAccessException e) {
            log.warn("Lists are up to {} old: {}", LIFETIME, e.toString());
        }
    }
}
