package io.guildhall.user.account.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.AccountCopies;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.annotation.RedisListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Copies in this replica's memory, and behind that in Redis for all of them: a page that asks several times, or an
 * account that many ask for, costs one round trip. A change reaches the other replicas by a message; since one may be
 * lost with its connection, a copy is believed for a moment only.
 */
@Component
class NearAccountCopies implements AccountCopies {
    static final String CHANNEL = "user:account:1";

    /** The longest that a replica shows an account of before a change whose message was lost. */
    static final Duration BELIEVED = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(NearAccountCopies.class);
    private static final int MOST = 2_000;

    private final RedisAccountCopies shared;
    private final StringRedisTemplate redis;
    private final Cache<Long, Account> near =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED).build();

    NearAccountCopies(RedisAccountCopies shared, StringRedisTemplate redis) {
        this.shared = shared;
        this.redis = redis;
    }

    @Override
    public Optional<Account> find(long userId) {
        Account known = near.getIfPresent(userId);
        return known != null ? Optional.of(known) : shared.find(userId).map(this::believe);
    }

    @Override
    public void keep(Account account) {
        believe(account);
        shared.keep(account);
        tell(account);
    }

    /** The younger of two: what was read before a change may come after it. */
    private Account believe(Account account) {
        return near.asMap()
                .merge(
                        account.id(),
                        account,
                        (known, read) -> known.version() > read.version() ? known : read);
    }

    private void tell(Account account) {
        try {
            redis.convertAndSend(CHANNEL, account.id() + ":" + account.version());
        } catch (DataAccessException e) {
            log.debug("other replicas are not told of an account: {}", e.toString());
        }
    }

    /** A copy has changed somewhere: one that is older is forgotten. */
    @RedisListener(CHANNEL)
    void hear(String idAndVersion) {
        String[] told = idAndVersion.split(":", 2);
        long version = Long.parseLong(told[1]);
        near.asMap()
                .computeIfPresent(
                        Long.parseLong(told[0]),
                        (_, known) -> known.version() < version ? null : known);
    }
}
