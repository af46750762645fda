package io.guildhall.task.player;

/** Somebody as a page names them. */
public record PlayerView(long id, String username, boolean verified) {
    public static PlayerView of(Player player) {
        return new PlayerView(player.id(), player.username(), player.verified());
    }
}
