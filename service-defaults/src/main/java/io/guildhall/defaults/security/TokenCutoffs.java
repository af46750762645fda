package io.guildhall.defaults.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Access tokens that are good by their signature and time, yet must not be believed any more: their session has
 * ended, or their user has lost something since. The issuer writes them into a sorted set in Redis, scored by
 * the millisecond of the writing; each replica reads what is new every second, so a request waits for nobody.
 *
 * <p>A member is {@code session <sid> <until>} or {@code user <sub> <cutoff> <until>}: tokens of that user
 * whose {@code asof} is not after the cutoff are refused. All times are milliseconds; after {@code until} no
 * such token is left. While Redis is out of reach nothing new is learnt, and tokens stay good until they
 * expire.
 */
final class TokenCutoffs implements SmartLifecycle {
    static final String KEY = "guildhall:token-cutoffs";

    /** When the account was read, in milliseconds; {@code iat} tells whole seconds only. */
    static final String AS_OF = "asof";

    private static final Logger log = LoggerFactory.getLogger(TokenCutoffs.class);

    /** Covers clocks that differ and writes that were on their way. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final LongFunction<Collection<String>> writtenSince;
    private final Duration pause;
    private final Clock clock;
    private final Map<String, Long> sessions = new ConcurrentHashMap<>();
    private final Map<String, Cutoff> users = new ConcurrentHashMap<>();
    private long readUpTo;
    private boolean reachable = true;
    private @Nullable ScheduledExecutorService reader;

    private record Cutoff(long at, long until) {
        Cutoff later(Cutoff other) {
            return at >= other.at ? this : other;
        }
    }

    /**
     * Cutoffs that come from a source.
     *
     * @param writtenSince the members whose score is not below a number
     */
    TokenCutoffs(LongFunction<Collection<String>> writtenSince, Duration pause, Clock clock) {
        this.writtenSince = writtenSince;
        this.pause = pause;
        this.clock = clock;
    }

    static LongFunction<Collection<String>> in(StringRedisTemplate redis) {
        return score -> {
            Collection<String> members =
                    redis.opsForZSet().rangeByScore(KEY, (double) score, Double.POSITIVE_INFINITY);
            return members == null ? Set.of() : members;
        };
    }

    /**
     * Lets a verified token pass that has not been cut off.
     *
     * @throws BadJwtException when it has
     */
    Jwt passing(Jwt token) {
        String sessionId = token.getClaimAsString("sid");
        if (sessionId != null && sessions.containsKey(sessionId)) {
            throw new BadJwtException("The session of the token has ended");
        }
        String user = token.getSubject();
        Cutoff cutoff = user == null ? null : users.get(user);
        if (cutoff != null && asOf(token) <= cutoff.at()) {
            throw new BadJwtException("The token is older than its user's latest change");
        }
        return token;
    }

    /** A token without the exact time counts as old as its {@code iat} allows. */
    private static long asOf(Jwt token) {
        if (token.getClaim(AS_OF) instanceof Number millis) {
            return millis.longValue();
        }
        Instant issuedAt = token.getIssuedAt();
        return issuedAt == null ? 0 : issuedAt.toEpochMilli();
    }

    synchronized void read() {
        long now = clock.millis();
        try {
            writtenSince.apply(readUpTo).forEach(this::learn);
            readUpTo = now - OVERLAP.toMillis();
            if (!reachable) {
                log.info("Token cutoffs are read again");
                reachable = true;
            }
        } catch (Throwable e) {
            // An error too, such as too little memory for a moment: after one the scheduler would
            // never read again, and
            // nobody who is shut out would be.
            if (reachable) {
                log.warn(
                        "Token cutoffs cannot be read, tokens are good until they expire: {}",
                        e.toString());
                reachable = false;
            }
        }
        sessions.values().removeIf(until -> until < now);
        users.values().removeIf(cutoff -> cutoff.until() < now);
    }

    private void learn(String member) {
        String[] parts = member.split(" ", -1);
        try {
            if (parts.length == 3 && parts[0].equals("session")) {
                sessions.put(parts[1], Long.parseLong(parts[2]));
            } else if (parts.length == 4 && parts[0].equals("user")) {
                users.merge(
                        parts[1],
                        new Cutoff(Long.parseLong(parts[2]), Long.parseLong(parts[3])),
                        Cutoff::later);
            }
        } catch (NumberFormatException e) {
            log.warn("A token cutoff is malformed: {}", member);
        }
    }

    /** Before the doors open, so that a start forgets nothing. */
    @Override
    public synchronized void start() {
        read();
        reader =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("token-cutoffs").daemon().factory());
        // Never fails: what goes wrong while reading is caught there.
        var _ =
                reader.scheduleWithFixedDelay(
                        this::read, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (reader != null) {
            reader.shutdownNow();
            reader = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return reader != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
