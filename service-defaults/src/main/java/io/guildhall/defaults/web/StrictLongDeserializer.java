package io.guildhall.defaults.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a 64-bit integer from decimal digits, quoted or not; nothing is rounded, trimmed or guessed. */
final class StrictLongDeserializer extends StdScalarDeserializer<Long> {
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,19}");

    StrictLongDeserializer(Class<Long> type) {
        super(type);
    }

    @Override
    public @Nullable Long deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (Long) context.handleUnexpectedToken(getValueType(context), parser);
        }
        String text = parser.getString();
        if (DIGITS.matcher(text).matches()) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                return refuse(context, text);
            }
        }
        return refuse(context, text);
    }

    private @Nullable Long refuse(DeserializationContext context, String text) {
        return (Long) context.handleWeirdStringValue(Long.class, text, "not a 64-bit integer");
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        return _valueClass.isPrimitive()
                ? context.reportInputMismatch(this, "must not be null")
                : null;
    }
}
