package io.guildhall.task.player.store;

import io.guildhall.task.player.Player;
import io.guildhall.task.player.PlayerCopies;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Copies in the table {@code Player}. */
@Component
class JdbcPlayerCopies implements PlayerCopies {
    private static final String COLUMNS =
            "SELECT user_id, username, is_verified, is_banned, ethereum_address FROM Player ";

    private final JdbcClient jdbc;

    JdbcPlayerCopies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Player> find(Collection<Long> ids) {
        return jdbc.sql(COLUMNS + "WHERE user_id IN (:ids) AND username IS NOT NULL")
                .param("ids", ids)
                .query(JdbcPlayerCopies::player)
                .list();
    }

    @Override
    public Optional<Player> findByAddress(String address) {
        return jdbc.sql(COLUMNS + "WHERE ethereum_address = ? ORDER BY user_id DESC LIMIT 1")
                .param(address)
                .query(JdbcPlayerCopies::player)
                .optional();
    }

    private static Player player(ResultSet row, int number) throws SQLException {
        String username = row.getString("username");
        return new Player(
                row.getLong("user_id"),
                username == null ? "" : username,
                row.getBoolean("is_verified"),
                row.getBoolean("is_banned"),
                row.getString("ethereum_address"));
    }

    @Override
    public void lock(long userId) {
        jdbc.sql(
                        "INSERT INTO Player (user_id) VALUES (?) ON DUPLICATE KEY UPDATE user_id = user_id")
                .param(userId)
                .update();
    }

    @Override
    public void fill(Player player) {
        // An event that came meanwhile is younger than the answer: only what is missing is filled
        // in.
        jdbc.sql(
                        """
                        INSERT INTO Player (user_id, username, is_verified, is_banned, ethereum_address)
                        VALUES (?, ?, ?, ?, ?)
                        ON DUPLICATE KEY UPDATE username = COALESCE(username, VALUES(username))\
                        """)
                .param(player.id())
                .param(player.username())
                .param(player.verified())
                .param(player.banned())
                .param(player.address())
                .update();
    }

    @Override
    public void rename(long userId, String username) {
        set("username", userId, username);
    }

    @Override
    public void setVerified(long userId, boolean verified) {
        set("is_verified", userId, verified);
    }

    @Override
    public void setBanned(long userId, boolean banned) {
        set("is_banned", userId, banned);
    }

    @Override
    public void setAddress(long userId, @Nullable String address) {
        set("ethereum_address", userId, address);
    }

    @Override
    public void dropAddress(long userId, String address) {
        jdbc.sql(
                        """
                        UPDATE Player SET ethereum_address = NULL
                        WHERE user_id = ? AND ethereum_address = ?\
                        """)
                .param(userId)
                .param(address)
                .update();
    }

    private void set(String column, long userId, @Nullable Object value) {
        jdbc.sql(
                        """
                        INSERT INTO Player (user_id, %1$s) VALUES (?, ?)
                        ON DUPLICATE KEY UPDATE %1$s = VALUES(%1$s)\
                        """
                                .formatted(column))
                .param(userId)
                .param(value)
                .update();
    }
}
