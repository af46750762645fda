package io.guildhall.task.testing;

import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.security.TestTokens;
import io.guildhall.proto.user.v1.User;
import java.util.Arrays;
import java.util.List;

/** Makes people whom the played user-service knows and whose tokens are good. */
public final class People {
    private final PlayedUsers users;
    private final IdGenerator ids;

    People(PlayedUsers users, IdGenerator ids) {
        this.users = users;
        this.ids = ids;
    }

    /** A publisher with a wallet and the badge. */
    public Person publisher() {
        return make(true, true, "PLAYER", "TASK_PUBLISHER");
    }

    /** A publisher whose tasks an admin checks. */
    public Person newPublisher() {
        return make(false, true, "PLAYER", "TASK_PUBLISHER");
    }

    public Person player() {
        return make(false, true, "PLAYER");
    }

    /** Somebody who has not linked an account yet. */
    public Person publisherWithoutWallet() {
        return make(true, false, "PLAYER", "TASK_PUBLISHER");
    }

    public Person admin() {
        return make(true, false, "SYSTEM_ADMIN");
    }

    /** An admin who publishes tasks like everybody. */
    public Person publishingAdmin() {
        return make(true, true, "TASK_PUBLISHER", "SYSTEM_ADMIN");
    }

    /** Links another account to somebody, as they do on their own page. */
    public Person relinked(Person person) {
        String address = "0x" + "%040x".formatted(ids.next());
        users.put(
                User.newBuilder()
                        .setUserId(person.id())
                        .setUsername(person.username())
                        .setEthereumAddress(address)
                        .build());
        return new Person(person.id(), person.username(), address, person.token());
    }

    private Person make(boolean verified, boolean wallet, String... roles) {
        long id = ids.next();
        String username = "p" + Long.toString(id, 36);
        String address = wallet ? "0x" + "%040x".formatted(id) : "";
        users.put(
                User.newBuilder()
                        .setUserId(id)
                        .setUsername(username)
                        .setVerified(verified)
                        .setEthereumAddress(address)
                        .addAllRoles(Arrays.asList(roles))
                        .build());
        String token =
                TestTokens.token(
                        claims ->
                                claims.subject(Long.toString(id))
                                        .claim("roles", List.of(roles))
                                        .claim("ver", verified)
                                        .claim("amr", List.of("pwd", "otp")));
        return new Person(id, username, address, token);
    }
}
