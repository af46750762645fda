package io.guildhall.task.market.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.HotLists;
import io.guildhall.task.market.TaskCard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pages under the edition that every change of a task raises: in this replica's memory, and behind that in Redis for all
 * replicas. While Redis is away lists are read from the database; an edition that could not be raised meanwhile is bounded
 * by the pages' lifetime.
 */
@Component
class RedisHotLists implements HotLists {
    static final Duration LIFETIME = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(RedisHotLists.class);
    private static final String PREFIX = "guildhall:task:lists:1:";
    private static final int LARGEST = 50;

    /** A card takes about a kilobyte. */
    private static final int MOST_CARDS = 10_000;

    private final ListEdition edition;
    private final StringRedisTemplate redis;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Counter hits;
    private final Counter misses;
    private final Cache<Slot, TaskCard.Page> near =
            Caffeine.newBuilder()
                    .expireAfterWrite(LIFETIME)
                    .maximumWeight(MOST_CARDS)
                    .weigher((Slot _, TaskCard.Page page) -> 1 + page.items().size())
                    .build();

    RedisHotLists(ListEdition edition, StringRedisTemplate redis, MeterRegistry meters) {
        this.edition = edition;
        this.redis = redis;
        this.hits = meters.counter("guildhall.task.lists", "hit", "true");
        this.misses = meters.counter("guildhall.task.lists", "hit", "false");
    }

    private record Slot(long edition, CardSearch search) {
        String key() {
            return "%s%d:%s:%s:%s:%d:%s"
                    .formatted(
                            PREFIX,
                            edition,
                            search.status(),
                            search.token(),
                            search.sort(),
                            search.limit(),
                            search.tag() == null ? "" : search.tag());
        }
    }

    @Override
    public TaskCard.Page get(CardSearch search, Supplier<TaskCard.Page> reader) {
        Slot slot = isHot(search) ? slot(search) : null;
        if (slot == null) {
            return reader.get();
        }
        TaskCard.Page found = near.getIfPresent(slot);
        if (found != null) {
            hits.increment();
            return found;
        }
        // Of all who miss it at once one reads it, and the others wait for that.
        return near.get(slot, it -> shared(it, reader));
    }

    private static boolean isHot(CardSearch search) {
        return search.cursor() == null
                && search.text() == null
                && search.publisher() == null
                && search.minReward() == null
                && search.maxReward() == null
                && search.limit() <= LARGEST;
    }

    private @Nullable Slot slot(CardSearch search) {
        try {
            return new Slot(edition.now(), search);
        } catch (DataAccessException e) {
            log.debug("A list is read from the database: {}", e.toString());
            return null;
        }
    }

    private TaskCard.Page shared(Slot slot, Supplier<TaskCard.Page> reader) {
        try {
            String kept = redis.opsForValue().get(slot.key());
            if (kept != null) {
                hits.increment();
                return json.readValue(kept, TaskCard.Page.class);
            }
        } catch (DataAccessException | JacksonException e) {
            log.debug("A list is read from the database: {}", e.toString());
        }
        misses.increment();
        TaskCard.Page page = reader.get();
        try {
            redis.opsForValue().set(slot.key(), json.writeValueAsString(page), LIFETIME);
        } catch (DataAccessException e) {
            log.debug("A list is not kept: {}", e.toString());
        }
        return page;
    }
}
