package io.guildhall.user.session.cache;

import io.guildhall.user.session.AccessEnded;
import io.guildhall.user.session.SessionProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells every service which access tokens are good no more, right after the commit, in the form that
 * service-defaults' {@code TokenCutoffs} reads. While Redis is out of reach they wait here for as long as they
 * matter; a replica that stops meanwhile takes them along, and those tokens are good until they expire.
 */
@Component
class RedisTokenCutoffs {
    private static final Logger log = LoggerFactory.getLogger(RedisTokenCutoffs.class);
    private static final String KEY = "guildhall:token-cutoffs";

    /** Verifiers let a token live on for a moment, because clocks differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Adds members, forgets those that no token is left for, and lets an unused set go. */
    private static final RedisScript<Long> ADD =
            RedisScript.of(
                    """
                    for i = 3, #ARGV do
                      redis.call('ZADD', KEYS[1], ARGV[1], ARGV[i])
                    end
                    redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1] - ARGV[2])
                    redis.call('PEXPIRE', KEYS[1], ARGV[2])
                    return 1""",
                    Long.class);

    private final StringRedisTemplate redis;
    private final Duration tokenLife;
    private final Clock clock;
    private final Queue<Cutoff> waiting = new ConcurrentLinkedQueue<>();

    private volatile boolean reachable = true;

    private record Cutoff(String member, long until) {}

    RedisTokenCutoffs(StringRedisTemplate redis, SessionProperties times, Clock clock) {
        this.redis = redis;
        this.tokenLife = times.accessToken().plus(SKEW);
        this.clock = clock;
    }

    @TransactionalEventListener
    void on(AccessEnded ended) {
        long now = clock.millis();
        long until = now + tokenLife.toMillis();
        switch (ended) {
            case AccessEnded.OfSessions sessions -> {
                for (long id : sessions.sessionIds()) {
                    waiting.add(new Cutoff("session " + id + ' ' + until, until));
                }
            }
            case AccessEnded.OfTokens user ->
                    waiting.add(
                            new Cutoff("user " + user.userId() + ' ' + now + ' ' + until, until));
        }
        write();
    }

    @Scheduled(fixedDelayString = "PT1S")
    void write() {
        waiting.removeIf(cutoff -> cutoff.until() < clock.millis());
        List<Cutoff> present = List.copyOf(waiting);
        if (present.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>();
        arguments.add(Long.toString(clock.millis()));
        arguments.add(Long.toString(tokenLife.toMillis()));
        present.forEach(cutoff -> arguments.add(cutoff.member()));
        try {
            redis.execute(ADD, List.of(KEY), arguments.toArray());
            present.forEach(waiting::remove);
            reachable = true;
        } catch (DataAccessException e) {
            if (reachable) {
                log.warn("Token cutoffs wait for Redis: {}", e.toString());
            }
            reachable = false;
        }
    }
}
