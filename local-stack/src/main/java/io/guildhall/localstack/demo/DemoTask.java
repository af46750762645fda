package io.guildhall.localstack.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A task of the demonstration and what happens with it.
 *
 * @param slug its name for us; never changes
 * @param description Markdown
 * @param reward ETH
 * @param open how long it may be claimed
 * @param window what both sides have to act, each time
 * @param steps in their order
 * @param endsAs the status that follows by itself when its clock has run out; the one of the last step where none has to
 */
record DemoTask(
        String slug,
        String publisher,
        String name,
        String description,
        List<String> criteria,
        String reward,
        Duration open,
        Duration window,
        String mode,
        List<String> tags,
        List<DemoStep> steps,
        String endsAs) {
    static final Duration SHORTEST = Duration.ofMinutes(10);

    private static final int REVISIONS = 2;
    private static final String FIRST_STATUS = "DRAFT";

    /** Whether its clock has to run out. */
    boolean fleeting() {
        return !endsAs.isEmpty();
    }

    /**
     * Where it is, told by its status: the chain may have lost what was done, and one step more may have been done than was
     * remembered.
     *
     * @param furthest how many steps were done at most
     * @return how many are done now; empty for a status that it never has
     */
    OptionalInt stepsDone(int furthest, String status) {
        if (hasRunOut(furthest, status)) {
            return OptionalInt.of(steps.size());
        }
        if (furthest < steps.size() && status.equals(steps.get(furthest).leadsTo())) {
            return OptionalInt.of(furthest + 1);
        }
        return IntStream.iterate(furthest, count -> count >= 0, count -> count - 1)
                .filter(count -> statusAfter(count).equals(status))
                .findFirst();
    }

    /** What ends by itself may end before anybody has remembered its last step. */
    private boolean hasRunOut(int furthest, String status) {
        return fleeting()
                && status.equals(endsAs)
                && (furthest == steps.size()
                        || IntStream.rangeClosed(0, steps.size())
                                .noneMatch(count -> statusAfter(count).equals(status)));
    }

    private String statusAfter(int count) {
        return steps.subList(0, count).reversed().stream()
                .flatMap(step -> Stream.ofNullable(step.leadsTo()))
                .findFirst()
                .orElse(FIRST_STATUS);
    }

    /** What its publisher writes down. */
    Map<String, Object> draft(Instant now) {
        Map<String, Object> draft = new HashMap<>();
        draft.put("name", name);
        draft.put("description", description);
        draft.put("criteria", criteria);
        draft.put(
                "reward", new BigDecimal(reward).movePointRight(18).toBigIntegerExact().toString());
        draft.put("claimDeadline", now.plus(open).toString());
        draft.put("reviewWindow", window.toSeconds());
        draft.put("workWindow", window.toSeconds());
        draft.put("maxRevisions", REVISIONS);
        draft.put("mode", mode);
        draft.put("tags", tags);
        return draft;
    }

    static Builder by(String publisher, String slug) {
        return new Builder(publisher, slug);
    }

    /** Says one thing after the other, so that a list of tasks can be read. */
    static final class Builder {
        private final String publisher;
        private final String slug;
        private String name = "";
        private String description = "";
        private List<String> criteria = List.of();
        private String reward = "0";
        private Duration open = Duration.ofDays(21);
        private Duration window = Duration.ofDays(5);
        private String mode = "FIRST_COME";
        private List<String> tags = List.of();
        private String endsAs = "";

        private Builder(String publisher, String slug) {
            this.publisher = publisher;
            this.slug = slug;
        }

        Builder asks(String text, String details, String... toBeChecked) {
            name = text;
            description = details;
            criteria = List.of(toBeChecked);
            return this;
        }

        Builder pays(String ether) {
            reward = ether;
            return this;
        }

        Builder openFor(Duration time) {
            open = time;
            return this;
        }

        Builder within(Duration time) {
            window = time;
            return this;
        }

        Builder byApplication() {
            mode = "BY_APPLICATION";
            return this;
        }

        Builder tagged(String... names) {
            tags = List.of(names);
            return this;
        }

        Builder thenByItself(String status) {
            endsAs = status;
            return this;
        }

        DemoTask with(DemoStep... steps) {
            return new DemoTask(
                    slug,
                    publisher,
                    name,
                    description,
                    criteria,
                    reward,
                    open,
                    window,
                    mode,
                    tags,
                    List.of(steps),
                    endsAs);
        }
    }
}
