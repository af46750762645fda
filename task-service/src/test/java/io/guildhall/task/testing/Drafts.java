package io.guildhall.task.testing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Drafts as pages send them. */
public final class Drafts {
    private Drafts() {}

    /** One that leaves nothing out. */
    public static Map<String, Object> complete(String name) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("name", name);
        draft.put("description", "Collect **40 dragon scales** in the northern ruins.");
        draft.put("criteria", List.of("A screenshot of the bag", "All scales are blue"));
        draft.put("reward", "1000000000000000000");
        draft.put("claimDeadline", Instant.now().plus(7, ChronoUnit.DAYS).toString());
        draft.put("reviewWindow", 86_400);
        draft.put("workWindow", 172_800);
        draft.put("maxRevisions", 2);
        draft.put("mode", "FIRST_COME");
        draft.put("tags", List.of("Gathering", "solo"));
        return draft;
    }
}
