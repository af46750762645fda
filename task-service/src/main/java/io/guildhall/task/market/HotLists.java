package io.guildhall.task.market;

import org.jspecify.annotations.Nullable;

/**
 * First pages of the market, kept at hand. A page that is found is one that no change of a task has outdated: the slot
 * under which it is kept is taken before the database is read, and every change of a task closes all slots.
 */
public interface HotLists {
    /**
     * What was found.
     *
     * @param page null when it has to be read
     * @param slot where to keep what is read; null when it is not to be kept
     */
    record Lookup(TaskCard.@Nullable Page page, @Nullable String slot) {}

    Lookup look(CardSearch search);

    void keep(String slot, TaskCard.Page page);
}
