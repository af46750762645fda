package io.guildhall.defaults.inbox;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the class of an event type by the convention of the proto module: message {@code guildhall.user.v1.UserBanned}
 * is class {@code io.guildhall.proto.user.v1.UserBanned}. Nothing outside that package is ever loaded.
 */
final class EventTypes {
    private static final String PROTO_PREFIX = "guildhall.";
    private static final String JAVA_PREFIX = "io.guildhall.proto.";

    private final Map<String, Parser<? extends Message>> known = new ConcurrentHashMap<>();

    /** How to read an event; empty when this service is older than the type. */
    Optional<Parser<? extends Message>> parser(String type) {
        Parser<? extends Message> parser = known.get(type);
        if (parser != null) {
            return Optional.of(parser);
        }
        // Unknown types are not remembered: their names come from outside and could be many.
        Optional<Parser<? extends Message>> found = find(type);
        found.ifPresent(it -> known.put(type, it));
        return found;
    }

    @SuppressWarnings("unchecked") // a generated message's parser() gives a parser of messages
    private static Optional<Parser<? extends Message>> find(String type) {
        if (!type.startsWith(PROTO_PREFIX)) {
            return Optional.empty();
        }
        String name = JAVA_PREFIX + type.substring(PROTO_PREFIX.length());
        try {
            Class<?> candidate = Class.forName(name, false, EventTypes.class.getClassLoader());
            if (!Message.class.isAssignableFrom(candidate)) {
                return Optional.empty();
            }
            return Optional.ofNullable(
                    (Parser<? extends Message>) candidate.getMethod("parser").invoke(null));
        } catch (ReflectiveOperationException | LinkageError unknown) {
            return Optional.empty();
        }
    }
}
