package io.guildhall.task.market.store;

import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.Cursor;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A search as SQL. Each order has an index that begins with what is compared for equality and goes on with the order,
 * so that a page costs the same wherever it is.
 *
 * @param sql from {@code FROM} on
 */
record CardQuery(String sql, Map<String, Object> parameters) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    static CardQuery of(CardSearch search) {
        List<String> where = new ArrayList<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        String from = "FROM Task t";
        String newest = "t.opened_at";
        String id = "t.task_id";
        if (search.tag() != null) {
            from = "FROM TaskTag g JOIN Task t ON t.task_id = g.task_id";
            newest = "g.opened_at";
            id = "g.task_id";
            where.add("g.tag = :tag");
            parameters.put("tag", search.tag());
        }
        if (search.status() != null) {
            where.add("t.public_status = :status");
            parameters.put("status", search.status().name());
        } else {
            where.add("t.opened_at IS NOT NULL AND t.public_status IS NOT NULL");
        }
        if (search.token() != null) {
            where.add("t.token = :token");
            parameters.put("token", search.token());
        }
        if (search.minReward() != null) {
            where.add("t.task_price >= :minReward");
            parameters.put("minReward", new BigDecimal(search.minReward()));
        }
        if (search.maxReward() != null) {
            where.add("t.task_price <= :maxReward");
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
                    case NEWEST -> newest;
                    case REWARD -> "t.task_price";
                    case DEADLINE -> "t.claim_deadline";
                };
        boolean ascending = search.sort() == CardSearch.Sort.DEADLINE;
        if (search.cursor() != null) {
            where.add(
                    // The first half alone is a range of the index; the second only tells equals
                    // apart.
                    "%1$s %2$s= :value AND (%1$s %2$s :value OR %3$s %2$s :id)"
                            .formatted(column, ascending ? ">" : "<", id));
            parameters.put("value", value(search.sort(), search.cursor()));
            parameters.put("id", search.cursor().id());
        }
        parameters.put("limit", search.limit());
        return new CardQuery(
                "%s WHERE %s ORDER BY %s %4$s, %5$s %4$s LIMIT :limit"
                        .formatted(
                                from,
                                String.join(" AND ", where),
                                column,
                                ascending ? "ASC" : "DESC",
                                id),
                parameters);
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
