package io.guildhall.task.market;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What to look for on the market; null means anything. A range of rewards and the order by reward are within one
 * token: amounts of different tokens have no order.
 *
 * @param text words of name or description
 * @param token code of the token; see {@link io.guildhall.task.escrow.Token#code()}
 * @param cursor where the page before ended
 */
public record CardSearch(
        @Nullable String text,
        @Nullable PublicStatus status,
        @Nullable String token,
        @Nullable BigInteger minReward,
        @Nullable BigInteger maxReward,
        @Nullable String tag,
        @Nullable Long publisher,
        Sort sort,
        int limit,
        @Nullable Cursor cursor) {
    /** The order of a list. */
    public enum Sort {
        NEWEST,
        REWARD,
        DEADLINE
    }

    public CardSearch {
        boolean needsToken = sort == Sort.REWARD || minReward != null || maxReward != null;
        if (needsToken && token == null) {
            token = "";
        }
    }

    /** The same search for other words, or for any. */
    public CardSearch withText(@Nullable String text) {
        return new CardSearch(
                text, status, token, minReward, maxReward, tag, publisher, sort, limit, cursor);
    }

    /** The same search with pages of another length. */
    public CardSearch withLimit(int limit) {
        return new CardSearch(
                text, status, token, minReward, maxReward, tag, publisher, sort, limit, cursor);
    }

    /** The page of the same search behind a cursor. */
    public CardSearch withCursor(@Nullable Cursor cursor) {
        return new CardSearch(
                text, status, token, minReward, maxReward, tag, publisher, sort, limit, cursor);
    }

    /** Where the next page begins, after a row of this one. */
    public Cursor cursorBehind(TaskRow last) {
        Object value =
                switch (sort) {
                    case NEWEST -> last.openedAt();
                    case REWARD -> last.reward();
                    case DEADLINE -> last.claimDeadline();
                };
        return new Cursor(String.valueOf(value), last.id());
    }
}
