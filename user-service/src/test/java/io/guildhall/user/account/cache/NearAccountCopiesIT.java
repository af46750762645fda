package io.guildhall.user.account.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A replica's own copies beside those that all replicas share. */
@UserServiceTest
class NearAccountCopiesIT {
    @Autowired RedisAccountCopies shared;
    @Autowired StringRedisTemplate redis;
    @Autowired NearAccountCopies copies;
    @Autowired Accounts accounts;
    @Autowired People people;

    @Test
    void forgetsACopyWhenAnotherReplicaTellsOfAChange() {
        Account before = account();
        NearAccountCopies other = new NearAccountCopies(shared, redis);
        other.keep(before);

        shared.keep(later(before, "changed elsewhere"));
        other.hear(told(before.id(), before.version() + 1));

        assertThat(other.find(before.id()).map(Account::bio)).contains("changed elsewhere");
    }

    @Test
    void keepsACopyThatIsAsYoungAsTheMessage() {
        Account before = account();
        Account after = later(before, "changed here");
        NearAccountCopies other = new NearAccountCopies(shared, redis);
        other.keep(after);
        redis.delete("user:account:1:" + before.id());

        other.hear(told(before.id(), after.version()));

        assertThat(other.find(before.id())).contains(after);
    }

    @Test
    void showsNothingOlderThanWhatItHasShown() {
        Account before = account();
        Account after = later(before, "changed here");
        NearAccountCopies other = new NearAccountCopies(shared, redis);
        other.keep(after);

        other.keep(before);

        assertThat(other.find(before.id())).contains(after);
    }

    @Test
    void believesALostMessageAwayAfterAMoment() {
        Account before = account();
        NearAccountCopies other = new NearAccountCopies(shared, redis);
        other.keep(before);

        shared.keep(later(before, "changed elsewhere"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(other.find(before.id()).map(Account::bio))
                                        .contains("changed elsewhere"));
    }

    @Test
    void hearsWhatAnotherReplicaTells() {
        NearAccountCopies other = new NearAccountCopies(shared, redis);
        AtomicReference<Account> newest = new AtomicReference<>(account());

        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            Account before = newest.get();
                            copies.keep(before);
                            Account after = later(before, "changed elsewhere");
                            newest.set(after);
                            other.keep(after);
                            return isShownWhileTheOldOneWouldBeBelieved(after);
                        });
    }

    private boolean isShownWhileTheOldOneWouldBeBelieved(Account account) {
        long end = System.nanoTime() + NearAccountCopies.BELIEVED.dividedBy(2).toNanos();
        while (System.nanoTime() < end) {
            if (copies.find(account.id()).filter(account::equals).isPresent()) {
                return true;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return false;
    }

    private Account account() {
        return accounts.get(people.player().id());
    }

    private static String told(long id, long version) {
        return id + ":" + version;
    }

    private static Account later(Account account, String bio) {
        return new Account(
                account.id(),
                account.username(),
                account.email(),
                account.pendingEmail(),
                account.phone(),
                account.ethereumAddress(),
                account.roles(),
                account.verified(),
                bio,
                account.avatarSeed(),
                account.hasPassword(),
                account.passwordMark(),
                account.secondFactor(),
                account.ban(),
                account.settings(),
                account.joinedAt(),
                account.lastLoginAt(),
                account.version() + 1);
    }
}
