package io.guildhall.localstack.demo;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * One demo task, from its draft to its last step. What is done is told by what the platform says of it, so it goes on from
 * wherever it is: after a run that was killed anywhere, and after the chain has lost its last blocks.
 */
final class DemoStory {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PULSE = Duration.ofMillis(150);

    /** Before a step is tried again: whoever refused it may have been a moment behind. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final int TRIES = 4;

    private final DemoTask task;
    private final DemoDeeds deeds;
    private final DemoProgress progress;
    private final DemoLog log;
    private String where = "its draft";

    DemoStory(DemoTask task, DemoDeeds deeds, DemoProgress progress, DemoLog log) {
        this.task = task;
        this.deeds = deeds;
        this.progress = progress;
        this.log = log;
    }

    /**
     * Takes the steps that are missing.
     *
     * @throws DemoFailedException when one of them is refused again and again
     */
    void play() {
        int tries = 0;
        String tried = "";
        for (boolean over = false; !over; ) {
            try {
                over = goOn();
            } catch (RuntimeException e) {
                tries = where.equals(tried) ? tries + 1 : 1;
                tried = where;
                if (tries == TRIES || !mayPass(e)) {
                    throw new DemoFailedException(task, where, e);
                }
                log.say("%s, %s, once more after %s".formatted(task.slug(), where, e));
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Refusals of the platform and of the chain, answers that do not come; not a mistake of ours. */
    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof PublicApi.RefusedException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalStateException;
    }

    /** Takes one step; true when there is none left. */
    private boolean goOn() {
        String id = id();
        JsonNode view = await(id, DemoStory::isSettled, "settled");
        int done =
                task.stepsDone(progress.of(task.slug()).steps(), status(view))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "it is %s, which it should never be"
                                                        .formatted(status(view))));
        remember(id, done);
        if (done == task.steps().size()) {
            return true;
        }
        DemoStep step = task.steps().get(done);
        where =
                "step %d of %d, %s by %s"
                        .formatted(
                                done + 1,
                                task.steps().size(),
                                step.kind(),
                                step.who().isEmpty() ? "publisher or admin" : step.who());
        take(id, step, view);
        if (step.leadsTo() == null) {
            remember(id, done + 1);
        } else {
            await(id, now -> isSettled(now) && !status(now).equals(status(view)), step.leadsTo());
        }
        return false;
    }

    private void take(String id, DemoStep step, JsonNode view) {
        try {
            deeds.take(task, id, step, view);
            log.say("%s (%s), %s".formatted(task.slug(), id, where));
        } catch (PublicApi.RefusedException e) {
            // The stack stood still for so long that the deadline of the draft came too near.
            if (!e.code().equals("task-incomplete")) {
                throw e;
            }
            deeds.renew(task, id);
        }
    }

    private String id() {
        DemoProgress.Made made = progress.of(task.slug());
        if (!made.id().isEmpty()) {
            return made.id();
        }
        String id = deeds.write(task);
        progress.remember(task.slug(), new DemoProgress.Made(id, 0));
        return id;
    }

    private void remember(String id, int done) {
        if (done > progress.of(task.slug()).steps()) {
            progress.remember(task.slug(), new DemoProgress.Made(id, done));
        }
    }

    /** Waits until the task runs out by itself. */
    void awaitEnd() {
        where = "its clock";
        try {
            await(id(), this::hasEnded, task.endsAs());
        } catch (RuntimeException e) {
            throw new DemoFailedException(task, where, e);
        }
    }

    /** What the task is now. */
    JsonNode view() {
        return deeds.view(task, id());
    }

    boolean hasEnded(JsonNode view) {
        return isSettled(view) && status(view).equals(task.endsAs());
    }

    private JsonNode await(String id, Predicate<JsonNode> wanted, String expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (; ; ) {
            JsonNode view = deeds.view(task, id);
            if (wanted.test(view)) {
                return view;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "it is %s with %s under way, expected %s within %d s"
                                .formatted(
                                        status(view),
                                        view.path("pending").path("kind").asString("nothing"),
                                        expected,
                                        PATIENCE.toSeconds()));
            }
            LockSupport.parkNanos(PULSE.toNanos());
        }
    }

    /** A funding under way is the publisher's own: nobody but their wallet sees to it that it arrives. */
    private static boolean isSettled(JsonNode view) {
        JsonNode pending = view.path("pending");
        return pending.isNull() || pending.path("kind").asString().equals("FUNDING");
    }

    private static String status(JsonNode view) {
        return view.path("status").asString();
    }
}
