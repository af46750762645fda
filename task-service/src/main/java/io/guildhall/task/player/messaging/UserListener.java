package io.guildhall.task.player.messaging;

import io.guildhall.defaults.inbox.ReceivedEvent;
import io.guildhall.proto.user.v1.AddressLinked;
import io.guildhall.proto.user.v1.AddressUnlinked;
import io.guildhall.proto.user.v1.UserBanned;
import io.guildhall.proto.user.v1.UserProfileChanged;
import io.guildhall.proto.user.v1.UserRegistered;
import io.guildhall.proto.user.v1.UserUnbanned;
import io.guildhall.proto.user.v1.UserVerified;
import io.guildhall.task.player.PlayerCopies;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the copies. Events of a user come in order and say what is true from then on, so a redelivered run of
 * them ends where it ended before.
 */
@Component
class UserListener {
    static final String TOPIC = "guildhall.user.v1";

    private final PlayerCopies copies;

    UserListener(PlayerCopies copies) {
        this.copies = copies;
    }

    @KafkaListener(topics = TOPIC)
    void on(ReceivedEvent event) {
        switch (event.message()) {
            case UserRegistered e -> copies.rename(e.getUserId(), e.getUsername());
            case UserProfileChanged e -> copies.rename(e.getUserId(), e.getUsername());
            case UserVerified e -> copies.setVerified(e.getUserId(), e.getVerified());
            case AddressLinked e -> copies.setAddress(e.getUserId(), e.getEthereumAddress());
            case AddressUnlinked e -> copies.dropAddress(e.getUserId(), e.getEthereumAddress());
            case UserBanned e -> copies.setBanned(e.getUserId(), true);
            case UserUnbanned e -> copies.setBanned(e.getUserId(), false);
            default -> {}
        }
    }
}
