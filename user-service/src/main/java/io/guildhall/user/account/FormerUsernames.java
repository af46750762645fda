package io.guildhall.user.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Names that somebody gave up. For some time nobody else gets them: whoever took one at once would be met as the person
 * whom others know by it.
 */
@Repository
class FormerUsernames {
    private static final Duration HELD = Duration.ofDays(30);

    /** How many an account holds at the most: else renaming time and again would take names away from everybody. */
    private static final int MOST_HELD = 3;

    private final JdbcClient jdbc;
    private final Clock clock;

    FormerUsernames(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether a name is held; ask only once the names in use were looked at, since a rename moves it from there to here. */
    boolean isHeld(String key) {
        return isHeldFromUser(0, key);
    }

    /**
     * A user takes one name for another. Call it once the user has the new one.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code username-taken} when the new one is held for somebody
     *     else
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void exchange(long userId, String formerKey, String key) {
        if (isHeldFromUser(userId, key)) {
            throw AccountStore.usernameTaken();
        }
        jdbc.sql("delete from FormerUsername where username_key = ?").param(key).update();
        jdbc.sql(
                        """
                        insert into FormerUsername (username_key, user_id, held_until)
                        values (?, ?, ?) as latest
                        on duplicate key update user_id = latest.user_id, held_until = latest.held_until""")
                .param(formerKey)
                .param(userId)
                .param(utc(clock.instant().plus(HELD)))
                .update();
        jdbc.sql(
                        """
                        delete from FormerUsername where user_id = :userId and username_key not in
                            (select username_key from
                                (select username_key from FormerUsername where user_id = :userId
                                 order by held_until desc limit :most) latest)""")
                .param("userId", userId)
                .param("most", MOST_HELD)
                .update();
    }

    private boolean isHeldFromUser(long userId, String key) {
        return jdbc.sql(
                                """
                        select count(*) from FormerUsername
                        where username_key = ? and user_id <> ? and held_until > ?""")
                        .param(key)
                        .param(userId)
                        .param(utc(clock.instant()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
