package io.guildhall.user.account.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.DefaultMessage;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** A replica's own copies beside those that all replicas share. */
@UserServiceTest
class NearAccountCopiesIT {
    @Autowired RedisAccountCopies shared;
    @Autowired StringRedisTemplate redis;
    @Autowired RedisMessageListenerContainer changedAccounts;
    @Autowired Accounts accounts;
    @Autowired People people;

    @Test
    void forgetsACopyWhenAnotherReplicaTellsOfAChange() {
        Account before = account();
        NearAccountCopies other = new NearAccountCopies(shared, redis);
        other.keep(before);

        shared.keep(later(before, "changed elsewhere"));
        other.onMessage(told(before.id(), before.version() + 1), null);

        assertThat(other.find(before.id()).map(Account::bio)).contains("changed elsewhere");
    }

    @Test
    void keepsACopyThatIsAsYoungAsTheMessage() {
        Account before = account();
        Account after = later(before, "changed here");
        NearAccountCopies other = new NearAccountCopies(shared, redis);
        other.keep(after);
        redis.delete("user:account:1:" + before.id());

        other.onMessage(told(before.id(), after.version()), null);

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
        Account before = account();
        NearAccountCopies other = new NearAccountCopies(shared, redis);
        AtomicReference<String> heard = new AtomicReference<>();
        changedAccounts.addMessageListener(
                (message, _) -> heard.set(message.toString()),
                new ChannelTopic(NearAccountCopies.CHANNEL));

        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            other.keep(before);
                            return (before.id() + ":" + before.version()).equals(heard.get());
                        });
    }

    private Account account() {
        return accounts.get(people.player().id());
    }

    private static byte[] channel() {
        return NearAccountCopies.CHANNEL.getBytes(StandardCharsets.US_ASCII);
    }

    private static DefaultMessage told(long id, long version) {
        return new DefaultMessage(
                channel(), (id + ":" + version).getBytes(StandardCharsets.US_ASCII));
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
                account.secondFactor(),
                account.ban(),
                account.settings(),
                account.joinedAt(),
                account.lastLoginAt(),
                account.version() + 1);
    }
}
