package io.guildhall.user.account.cache;

import io.guildhall.user.account.Account;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Copies in Redis. While Redis is out of reach there are none; copies that could not be replaced meanwhile
 * are thrown away before they are believed again.
 */
@Component
class RedisAccountCopies {
    private static final Logger log = LoggerFactory.getLogger(RedisAccountCopies.class);

    /** Bounds how long another replica may believe a copy that an outage kept from being replaced. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final Duration REST = Duration.ofSeconds(1);
    private static final String PREFIX = "user:account:1:";

    /** A copy is its version, a colon and JSON; an older version never replaces a younger. */
    private static final RedisScript<Long> KEEP =
            RedisScript.of(
                    """
                    local present = redis.call('GET', KEYS[1])
                    if present and tonumber(string.match(present, '^%d+')) > tonumber(ARGV[1]) then
                      return 0
                    end
                    redis.call('SET', KEYS[1], ARGV[1] .. ':' .. ARGV[2], 'PX', ARGV[3])
                    return 1""",
                    Long.class);

    private final StringRedisTemplate redis;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Clock clock;
    private final MeterRegistry meters;
    private final Set<Long> suspects = ConcurrentHashMap.newKeySet();
    private volatile Instant restingUntil = Instant.MIN;

    RedisAccountCopies(StringRedisTemplate redis, Clock clock, MeterRegistry meters) {
        this.redis = redis;
        this.clock = clock;
        this.meters = meters;
    }

    Optional<Account> find(long userId) {
        if (isResting()) {
            return Optional.empty();
        }
        try {
            if (suspects.contains(userId)) {
                redis.delete(PREFIX + userId);
                suspects.remove(userId);
            }
            Optional<Account> copy = read(redis.opsForValue().get(PREFIX + userId));
            meters.counter("guildhall.account.copies", "hit", String.valueOf(copy.isPresent()))
                    .increment();
            return copy;
        } catch (DataAccessException e) {
            rest(e);
            return Optional.empty();
        }
    }

    private Optional<Account> read(@Nullable String copy) {
        if (copy == null) {
            return Optional.empty();
        }
        try {
            String text = copy.substring(copy.indexOf(':') + 1);
            return Optional.of(json.readValue(text, Account.class));
        } catch (JacksonException e) {
            log.warn("a copy of an account is unreadable: {}", e.getOriginalMessage());
            return Optional.empty();
        }
    }

    /** Keeps a copy unless a younger one is there. */
    void keep(Account account) {
        if (isResting()) {
            suspects.add(account.id());
            return;
        }
        try {
            redis.execute(
                    KEEP,
                    List.of(PREFIX + account.id()),
                    Long.toString(account.version()),
                    json.writeValueAsString(account),
                    Long.toString(LIFETIME.toMillis()));
        } catch (DataAccessException e) {
            suspects.add(account.id());
            rest(e);
        }
    }

    private boolean isResting() {
        return clock.instant().isBefore(restingUntil);
    }

    private void rest(DataAccessException e) {
        restingUntil = clock.instant().plus(REST);
        log.warn("Redis is out of reach: accounts are read from the database ({})", e.toString());
    }
}
