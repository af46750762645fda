package io.guildhall.defaults.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.guildhall.defaults.outbox.EventHeaders;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.converter.ConversionException;
import org.springframework.kafka.support.converter.MessagingMessageConverter;

/** Makes what a listener asks for: a {@link ReceivedEvent}, a protobuf message, or the bytes. */
final class EventConverter extends MessagingMessageConverter {
    private final EventTypes types;

    EventConverter(EventTypes types) {
        this.types = types;
    }

    @Override
    protected Object extractAndConvertValue(ConsumerRecord<?, ?> message, @Nullable Type type) {
        if (type instanceof Class<?> wanted) {
            if (wanted == ReceivedEvent.class) {
                return receive(message);
            }
            if (Message.class.isAssignableFrom(wanted)) {
                return wanted.cast(parse(message));
            }
        }
        return super.extractAndConvertValue(message, type);
    }

    private ReceivedEvent receive(ConsumerRecord<?, ?> message) {
        return new ReceivedEvent(
                header(message, EventHeaders.ID),
                header(message, EventHeaders.TYPE),
                header(message, EventHeaders.SOURCE),
                time(message),
                String.valueOf(message.key()),
                parse(message));
    }

    private Message parse(ConsumerRecord<?, ?> message) {
        String type = header(message, EventHeaders.TYPE);
        if (!(message.value() instanceof byte[] bytes)) {
            throw refusal(message, "value is no byte array; expected protobuf", null);
        }
        try {
            return types.parser(type)
                    .orElseThrow(() -> refusal(message, "type " + type + " is unknown here", null))
                    .parseFrom(bytes);
        } catch (InvalidProtocolBufferException malformed) {
            throw refusal(message, "value is not a " + type, malformed);
        }
    }

    private static Instant time(ConsumerRecord<?, ?> message) {
        String time = header(message, EventHeaders.TIME);
        try {
            return Instant.parse(time);
        } catch (DateTimeException malformed) {
            throw refusal(message, "header ce_time is " + time + "; expected RFC 3339", malformed);
        }
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        Header header = message.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw refusal(message, "header " + name + " is missing", null);
        }
        return new String(header.value(), UTF_8);
    }

    private static ConversionException refusal(
            ConsumerRecord<?, ?> message, String reason, @Nullable Exception cause) {
        String text =
                "%s-%d@%d: %s"
                        .formatted(message.topic(), message.partition(), message.offset(), reason);
        return new ConversionException(
                text, message, cause == null ? new IllegalArgumentException(reason) : cause);
    }
}
