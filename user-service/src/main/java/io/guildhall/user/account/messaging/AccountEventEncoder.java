package io.guildhall.user.account.messaging;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.guildhall.defaults.outbox.Outbox;
import io.guildhall.proto.user.v1.AddressLinked;
import io.guildhall.proto.user.v1.AddressUnlinked;
import io.guildhall.proto.user.v1.UserBanned;
import io.guildhall.proto.user.v1.UserEmailVerified;
import io.guildhall.proto.user.v1.UserProfileChanged;
import io.guildhall.proto.user.v1.UserRegistered;
import io.guildhall.proto.user.v1.UserRolesChanged;
import io.guildhall.proto.user.v1.UserUnbanned;
import io.guildhall.proto.user.v1.UserVerified;
import io.guildhall.user.account.AccountEvent;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells other services what happened to an account, through the outbox of the same transaction. */
@Component
class AccountEventEncoder {
    static final String TOPIC = "guildhall.user.v1";

    private final Outbox outbox;

    AccountEventEncoder(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(AccountEvent event) {
        encode(event)
                .ifPresent(message -> outbox.append(TOPIC, Long.toString(event.userId()), message));
    }

    static Optional<Message> encode(AccountEvent event) {
        return switch (event) {
            case AccountEvent.Registered e ->
                    Optional.of(
                            UserRegistered.newBuilder()
                                    .setUserId(e.userId())
                                    .setUsername(e.username())
                                    .setLocale(e.locale())
                                    .setRegisteredAt(timestamp(e.at()))
                                    .build());
            case AccountEvent.ProfileChanged e ->
                    Optional.of(
                            UserProfileChanged.newBuilder()
                                    .setUserId(e.userId())
                                    .setUsername(e.username())
                                    .setLocale(e.locale())
                                    .build());
            case AccountEvent.EmailVerified e ->
                    Optional.of(UserEmailVerified.newBuilder().setUserId(e.userId()).build());
            case AccountEvent.BadgeChanged e ->
                    Optional.of(
                            UserVerified.newBuilder()
                                    .setUserId(e.userId())
                                    .setVerified(e.verified())
                                    .build());
            case AccountEvent.AddressLinked e ->
                    Optional.of(
                            AddressLinked.newBuilder()
                                    .setUserId(e.userId())
                                    .setEthereumAddress(e.address())
                                    .build());
            case AccountEvent.AddressUnlinked e ->
                    Optional.of(
                            AddressUnlinked.newBuilder()
                                    .setUserId(e.userId())
                                    .setEthereumAddress(e.address())
                                    .build());
            case AccountEvent.RolesChanged e ->
                    Optional.of(
                            UserRolesChanged.newBuilder()
                                    .setUserId(e.userId())
                                    .addAllRoles(
                                            e.roles().stream().sorted().map(Enum::name).toList())
                                    .build());
            case AccountEvent.Banned e -> Optional.of(banned(e));
            case AccountEvent.Unbanned e ->
                    Optional.of(UserUnbanned.newBuilder().setUserId(e.userId()).build());
            case AccountEvent.PasswordChanged ignored -> Optional.empty();
            case AccountEvent.DetailsChanged ignored -> Optional.empty();
        };
    }

    private static Message banned(AccountEvent.Banned event) {
        UserBanned.Builder banned =
                UserBanned.newBuilder().setUserId(event.userId()).setReason(event.reason());
        if (event.until() != null) {
            banned.setUntil(timestamp(event.until()));
        }
        return banned.build();
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
