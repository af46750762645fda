package io.guildhall.task.market.store;

import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.market.PublicStatus;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A search as SQL. Each order has an index that begins with what is compared for equality and goes on with the order,
 * so that a page costs the same wherever it is. Of tasks in whatever status there are as many such lists as statuses, and
 * the page is the front of all of them.
 *
 * @param sql the whole statement
 */
record CardQuery(String sql, Map<String, Object> parameters) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    static CardQuery of(String columns, CardSearch search) {
        List<String> where = new ArrayList<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        String from = columns + "FROM Task t";
        // The row that is compared: that of the tag has all that lists are ordered and filtered by.
        String row = "t";
        if (search.tag() != null) {
            // Words are found first; without them the tag's index gives the order.
            from =
                    columns
                            + "FROM TaskTag g %s Task t ON t.task_id = g.task_id"
                                    .formatted(search.text() == null ? "STRAIGHT_JOIN" : "JOIN");
            row = "g";
            where.add("g.tag = :tag");
            parameters.put("tag", search.tag());
        }
        if (search.token() != null) {
            where.add(row + ".token = :token");
            parameters.put("token", search.token());
        }
        if (search.minReward() != null) {
            where.add(row + ".task_price >= :minReward");
            parameters.put("minReward", new BigDecimal(search.minReward()));
        }
        if (search.maxReward() != null) {
            where.add(row + ".task_price <= :maxReward");
            parameters.put("maxReward", new BigDecimal(search.maxReward()));
        }
        if (search.publisher() != null) {
            where.add("t.publisher_id = :publisher");
            parameters.put("publisher", search.publisher());
        }
        if (search.text() != null) {
            where.add("MATCH (t.task_name, t.task_description) AGAINST (:text IN BOOLEAN MODE)");
            parameters.put("text", words(search.text()));
        }
        String column =
                switch (search.sort()) {
                    case NEWEST -> "opened_at";
                    case REWARD -> "task_price";
                    case DEADLINE -> "claim_deadline";
                };
        boolean ascending = search.sort() == CardSearch.Sort.DEADLINE;
        if (search.cursor() != null) {
            where.add(
                    // The first half alone is a range of the index; the second only tells equals
                    // apart.
                    "%1$s.%2$s %3$s= :value AND (%1$s.%2$s %3$s :value OR %1$s.task_id %3$s :id)"
                            .formatted(row, column, ascending ? ">" : "<"));
            parameters.put("value", value(search.sort(), search.cursor()));
            parameters.put("id", search.cursor().id());
        }
        parameters.put("limit", search.limit());
        String order =
                "ORDER BY {row}%1$s %2$s, {row}task_id %2$s LIMIT :limit"
                        .formatted(column, ascending ? "ASC" : "DESC");
        return new CardQuery(sql(search, from, row + ".", where, order), parameters);
    }

    private static String sql(
            CardSearch search, String from, String row, List<String> where, String order) {
        String inOrder = order.replace("{row}", row);
        String status = row + "public_status";
        if (search.status() != null) {
            return from + whole(where, is(status, search.status())) + inOrder;
        }
        if (search.publisher() != null || search.text() != null) {
            // Few by themselves, or found by their words and ordered then.
            return from + whole(where, status + " IS NOT NULL") + inOrder;
        }
        return Arrays.stream(PublicStatus.values())
                .map(each -> "(" + from + whole(where, is(status, each)) + inOrder + ")")
                .collect(Collectors.joining(" UNION ALL ", "", " " + order.replace("{row}", "")));
    }

    private static String is(String column, PublicStatus status) {
        return "%s = '%s'".formatted(column, status.name());
    }

    private static String whole(List<String> where, String more) {
        return Stream.concat(where.stream(), Stream.of(more))
                .collect(Collectors.joining(" AND ", " WHERE ", " "));
    }

    /** Every word has to be there; operators of the query language are words' ends like any other sign. */
    private static String words(String text) {
        StringBuilder all = new StringBuilder();
        WORD.matcher(text)
                .results()
                .forEach(
                        word ->
                                all.append(all.isEmpty() ? "" : " ")
                                        .append("+\"")
                                        .append(word.group())
                                        .append('"'));
        return all.toString();
    }

    private static Object value(CardSearch.Sort sort, Cursor cursor) {
        try {
            return switch (sort) {
                case NEWEST, DEADLINE ->
                        LocalDateTime.ofInstant(Instant.parse(cursor.value()), ZoneOffset.UTC);
                case REWARD -> new BigDecimal(cursor.value());
            };
        } catch (DateTimeException | NumberFormatException _) {
            throw Cursor.invalid();
        }
    }
}
