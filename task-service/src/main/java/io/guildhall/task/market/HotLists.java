package io.guildhall.task.market;

import java.util.function.Supplier;

/**
 * First pages of the market, kept at hand. A page that is found is one that no change of a task has outdated: under which
 * number it is kept is settled before the database is read, and every change of a task raises the number.
 */
public interface HotLists {
    /** The page that is kept for a search, or else what is read. */
    TaskCard.Page get(CardSearch search, Supplier<TaskCard.Page> reader);
}
