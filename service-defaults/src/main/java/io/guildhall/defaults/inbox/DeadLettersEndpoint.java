package io.guildhall.defaults.inbox;

import io.guildhall.defaults.inbox.DeadLetters.DeadLetter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** {@code /actuator/deadletters/{topic}}: GET lists what this service could not handle, POST replays it. */
@Endpoint(id = "deadletters")
final class DeadLettersEndpoint {
    private static final int LISTED = 100;
    private static final int REPLAYED = 1000;

    private final DeadLetters letters;

    DeadLettersEndpoint(DeadLetters letters) {
        this.letters = letters;
    }

    @ReadOperation
    Listing list(@Selector String topic) {
        return new Listing(letters.list(topic, LISTED));
    }

    @WriteOperation
    Replayed replay(@Selector String topic, @Nullable Integer limit) {
        return new Replayed(letters.replay(topic, limit == null ? REPLAYED : limit));
    }

    record Listing(List<DeadLetter> items) {}

    record Replayed(int events) {}
}
