package io.guildhall.task.market;

import java.util.List;

/** What is agreed in words: its hash stands in the terms on the chain. */
public record Content(
        String name, String description, List<String> criteria, TaskMode mode, List<String> tags) {
    /** The words of a brief. */
    public static Content of(Brief brief) {
        return new Content(
                brief.name(), brief.description(), brief.criteria(), brief.mode(), brief.tags());
    }
}
