package io.guildhall.task.market.store;

import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.market.PublicStatus;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A search as SQL. Each order has an index that begins with what is compared for equality and goes on with the order,
 * so that a page costs the same wherever it is. Of tasks in whatever status there are as many such lists as statuses, and
 * the page is the front of all of them. Words have an index of their own, which knows no order but the best hit first: so
 * many of the best are put in order, and no more. The more tasks have the words the longer that takes, and the nearer the page is
 * in a list of all: so many of the nearest are looked through before the index is asked.
 *
 * @param sql the whole statement
 */
record CardQuery(String sql, Map<String, Object> parameters) {
    /** Hits that are put in order: who finds more has looked for a word that says little. */
    static final int MOST_HITS = 1_000;

    /** Tasks that are looked through for words. Words of one task in twenty fill a page with them. */
    static final int NEAREST = 500;

    /** By which column, and how indexes in that order end in the schema. */
    private record Order(String column, boolean ascending, String index) {
        static Order of(CardSearch.Sort sort) {
            return switch (sort) {
                case NEWEST -> new Order("opened_at", false, "_opened");
                case REWARD -> new Order("task_price", false, "_price");
                case DEADLINE -> new Order("claim_deadline", true, "_deadline");
            };
        }

        /** Of rows, named with a dot, or of the columns of a union. */
        String by(String row) {
            return " ORDER BY %1$s%2$s %3$s, %1$stask_id %3$s LIMIT :limit"
                    .formatted(row, column, ascending ? "ASC" : "DESC");
        }

        /** What comes after a cursor. The first half alone is a range of the index; the second only tells equals apart. */
        String after(String row) {
            return "%1$s%2$s %3$s= :value AND (%1$s%2$s %3$s :value OR %1$stask_id %3$s :id)"
                    .formatted(row, column, ascending ? ">" : "<");
        }

        /** What comes no later than a place in the order. */
        String upTo(String row) {
            return "%s%s %s= :last".formatted(row, column, ascending ? "<" : ">");
        }

        /** The last place of some rows. */
        String last(String rows) {
            return "SELECT %s(%s) FROM (%s) nearest"
                    .formatted(ascending ? "MAX" : "MIN", column, rows);
        }
    }

    static CardQuery of(String columns, CardSearch search) {
        Order order = Order.of(search.sort());
        String sql =
                search.text() == null
                        ? list(columns, search, order, "")
                        : columns
                                + hits(search, search.text())
                                + after(search, order, "t.", " WHERE ")
                                + order.by("t.");
        return new CardQuery(sql, parameters(search));
    }

    /** Where the nearest tasks end that fit a search with words in all but its words; null when there are none. */
    static CardQuery endOfNearest(CardSearch search) {
        CardSearch all = search.withText(null).withLimit(NEAREST);
        Order order = Order.of(search.sort());
        String key = "SELECT %1$s%2$s, %1$stask_id ".formatted(row(all), order.column);
        return new CardQuery(order.last(list(key, all, order, "")), parameters(all));
    }

    /** The page of a search with words, as far as it is found up to a place in the order. */
    static CardQuery amongNearest(
            String columns, CardSearch search, SearchedWords words, Object last) {
        CardSearch all = search.withText(null);
        Order order = Order.of(search.sort());
        List<String> more = new ArrayList<>(words.conditionsOfRow());
        more.add(order.upTo(row(all)));
        Map<String, Object> parameters = parameters(all);
        parameters.putAll(words.parametersOfRow());
        parameters.put("last", last);
        return new CardQuery(
                list(columns, all, order, " AND " + String.join(" AND ", more)), parameters);
    }

    private static String list(String columns, CardSearch search, Order order, String more) {
        if (search.publisher() != null) {
            return oneList(columns, search, order, " AND t.public_status IS NOT NULL" + more);
        }
        if (search.status() != null) {
            return oneList(columns, search, order, more);
        }
        String row = row(search);
        return Arrays.stream(PublicStatus.values())
                .map(each -> oneList(columns, search, order, is(row, each) + more))
                .collect(Collectors.joining(") UNION ALL (", "(", ")" + order.by("")));
    }

    private static String oneList(String columns, CardSearch search, Order order, String more) {
        String row = row(search);
        return columns
                + from(search, order)
                + where(search)
                + more
                + after(search, order, row, " AND ")
                + order.by(row);
    }

    /** The row that is compared: that of the tag has all that lists are ordered and filtered by. */
    private static String row(CardSearch search) {
        return search.tag() != null && search.publisher() == null && search.text() == null
                ? "g."
                : "t.";
    }

    /**
     * Names the index too. Left to itself the optimizer may sort all of a tag's tasks, or read everybody's in their order
     * for one person's: it counts the rows of a range, not that a page ends after the first of them.
     */
    private static String from(CardSearch search, Order order) {
        if (search.text() != null) {
            return "FROM Task t" + tagged(search);
        }
        String index = " FORCE INDEX (" + index(search, order) + ")";
        return row(search).equals("g.")
                ? "FROM TaskTag g" + index + " STRAIGHT_JOIN Task t ON t.task_id = g.task_id"
                : "FROM Task t" + index + tagged(search);
    }

    private static String tagged(CardSearch search) {
        return search.tag() == null
                ? ""
                : " STRAIGHT_JOIN TaskTag g ON g.task_id = t.task_id AND g.tag = :tag";
    }

    private static String index(CardSearch search, Order order) {
        if (search.publisher() != null) {
            return "ix_task_publisher" + order.index;
        }
        // Rewards have an order within one token only, so their index has it anyway.
        boolean byToken = search.token() != null && search.sort() != CardSearch.Sort.REWARD;
        String list = row(search).equals("g.") ? "ix_task_tag" : "ix_task_public";
        return list + (byToken ? "_token" : "") + order.index;
    }

    /** The best hits; which ones they are does not depend on the page. */
    private static String hits(CardSearch search, String text) {
        return "FROM (SELECT t.task_id "
                + from(search, Order.of(search.sort()))
                + where(search)
                + " AND t.public_status IS NOT NULL ORDER BY "
                + SearchedWords.in(text).rank()
                + " DESC LIMIT "
                + MOST_HITS
                + ") hit STRAIGHT_JOIN Task t ON t.task_id = hit.task_id";
    }

    private static String where(CardSearch search) {
        String row = row(search);
        List<String> where = new ArrayList<>();
        if (search.text() != null) {
            where.addAll(SearchedWords.in(search.text()).conditions());
        }
        if (row.equals("g.")) {
            where.add("g.tag = :tag");
        }
        if (search.publisher() != null) {
            where.add("t.publisher_id = :publisher");
        }
        if (search.status() != null) {
            where.add(row + "public_status = :status");
        }
        if (search.token() != null) {
            where.add(row + "token = :token");
        }
        if (search.minReward() != null) {
            where.add(row + "task_price >= :minReward");
        }
        if (search.maxReward() != null) {
            where.add(row + "task_price <= :maxReward");
        }
        return where.isEmpty() ? " WHERE TRUE" : " WHERE " + String.join(" AND ", where);
    }

    private static String is(String row, PublicStatus status) {
        return " AND %spublic_status = '%s'".formatted(row, status.name());
    }

    private static String after(CardSearch search, Order order, String row, String joint) {
        return search.cursor() == null ? "" : joint + order.after(row);
    }

    private static Map<String, Object> parameters(CardSearch search) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("limit", search.limit());
        if (search.text() != null) {
            parameters.putAll(SearchedWords.in(search.text()).parameters());
        }
        if (search.tag() != null) {
            parameters.put("tag", search.tag());
        }
        if (search.publisher() != null) {
            parameters.put("publisher", search.publisher());
        }
        if (search.status() != null) {
            parameters.put("status", search.status().name());
        }
        if (search.token() != null) {
            parameters.put("token", search.token());
        }
        if (search.minReward() != null) {
            parameters.put("minReward", new BigDecimal(search.minReward()));
        }
        if (search.maxReward() != null) {
            parameters.put("maxReward", new BigDecimal(search.maxReward()));
        }
        if (search.cursor() != null) {
            parameters.put("value", value(search.sort(), search.cursor()));
            parameters.put("id", search.cursor().id());
        }
        return parameters;
    }

    private static Object value(CardSearch.Sort sort, Cursor cursor) {
        return switch (sort) {
            case NEWEST, DEADLINE -> LocalDateTime.ofInstant(cursor.time(), ZoneOffset.UTC);
            case REWARD -> new BigDecimal(cursor.amount());
        };
    }
}
