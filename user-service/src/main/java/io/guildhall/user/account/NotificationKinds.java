package io.guildhall.user.account;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps a set of kinds as names with commas between. */
@Converter
class NotificationKinds implements AttributeConverter<Set<NotificationKind>, String> {
    @Override
    public String convertToDatabaseColumn(Set<NotificationKind> kinds) {
        return kinds.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    @Override
    public Set<NotificationKind> convertToEntityAttribute(String column) {
        EnumSet<NotificationKind> kinds = EnumSet.noneOf(NotificationKind.class);
        Arrays.stream(column.split(",", -1))
                .filter(name -> !name.isEmpty())
                .map(NotificationKind::valueOf)
                .forEach(kinds::add);
        return kinds;
    }
}
