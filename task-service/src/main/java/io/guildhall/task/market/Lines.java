package io.guildhall.task.market;

import jakarta.persistence.AttributeConverter;
import java.util.List;
import java.util.stream.Collectors;

/** Short texts, one a line. */
class Lines implements AttributeConverter<List<String>, String> {
    @Override
    public String convertToDatabaseColumn(List<String> texts) {
        return texts.stream()
                .map(text -> text.replaceAll("\\s*\\R\\s*", " ").strip())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public List<String> convertToEntityAttribute(String column) {
        return column.isEmpty() ? List.of() : List.of(column.split("\n"));
    }
}
