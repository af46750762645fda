package io.guildhall.localstack.demo;

import io.guildhall.localstack.infrastructure.ChainNode;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Makes the demo tasks as people would: through the public interface, with signatures, on the chain. Each task goes on where
 * an earlier run has left it.
 */
final class DemoTasks {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PULSE = Duration.ofMillis(150);

    /** Beyond the last second of a clock, so that a block is certainly after it. */
    private static final int BEYOND = 30;

    /** At once: the machine has people on it. */
    private static final int AT_ONCE = 3;

    /**
     * Somebody who takes part.
     *
     * @param id of the account
     * @param token of their session
     * @param wallet whose key the development node has
     */
    record Person(String id, String token, String wallet) {}

    private final PublicApi api;
    private final ChainNode chain;
    private final Map<String, Person> people;
    private final String admin;
    private final DemoProgress progress;

    DemoTasks(
            PublicApi api,
            ChainNode chain,
            Map<String, Person> people,
            String admin,
            DemoProgress progress) {
        this.api = api;
        this.chain = chain;
        this.people = people;
        this.admin = admin;
        this.progress = progress;
    }

    /** Makes what is missing. */
    void make(List<DemoTask> tasks) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            tasks.forEach(task -> all.add(threads.submit(() -> make(task))));
            for (Future<?> one : all) {
                finished(one);
            }
        }
        letClocksRunOut(tasks.stream().filter(DemoTask::fleeting).toList());
        progress.completeAll();
    }

    private static void finished(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e);
        }
    }

    private void make(DemoTask task) {
        DemoProgress.Made made = progress.of(task.slug());
        String id = made.id().isEmpty() ? write(task) : made.id();
        for (int i = made.steps(); i < task.steps().size(); i++) {
            DemoStep step = task.steps().get(i);
            if (step.leadsTo() == null || !isSettledIn(task, id, step.leadsTo())) {
                take(task, id, step, "demo-" + task.slug() + "-" + i);
            }
            if (step.leadsTo() != null) {
                await(task, id, step.leadsTo());
            }
            progress.remember(task.slug(), new DemoProgress.Made(id, i + 1));
        }
    }

    private String write(DemoTask task) {
        String id =
                api.post(
                                "/api/v1/tasks",
                                publisher(task).token(),
                                task.draft(now()),
                                "demo-" + task.slug() + "-draft")
                        .path("id")
                        .asString();
        progress.remember(task.slug(), new DemoProgress.Made(id, 0));
        return id;
    }

    private void take(DemoTask task, String id, DemoStep step, String key) {
        Person publisher = publisher(task);
        String path = "/api/v1/tasks/" + id;
        switch (step.kind()) {
            case APPLY -> api.post(path + "/application", publisher.token(), Map.of(), key);
            case ACCEPT ->
                    api.post("/api/v1/task-reviews/" + id + "/approval", admin, Map.of(), key);
            case REFUSE ->
                    api.post(
                            "/api/v1/task-reviews/" + id + "/refusal",
                            admin,
                            Map.of("reason", step.text()),
                            key);
            case FUND -> fund(id, publisher);
            case ASK ->
                    api.post(
                            path + "/candidates",
                            person(step).token(),
                            Map.of("message", step.text()),
                            key);
            case CHOOSE ->
                    api.post(
                            path + "/candidates/" + person(step).id() + "/acceptance",
                            publisher.token(),
                            Map.of(),
                            key);
            case CLAIM -> sign(id, person(step), "CLAIM", Map.of(), key);
            case SUBMIT -> submit(id, person(step), step.text(), key);
            case REVISE -> sign(id, publisher, "REVISION", Map.of("reason", step.text()), key);
            case APPROVE -> sign(id, publisher, "APPROVAL", Map.of(), key);
            case SETTLE -> {
                sign(id, person(step), "SETTLEMENT", Map.of("share", step.share()), key + "-offer");
                sign(id, publisher, "SETTLEMENT", Map.of("share", step.share()), key);
            }
            case CANCEL -> send(publisher, api.get(path + "/calls/cancel", publisher.token()));
            case DISPUTE -> sign(id, person(step), "DISPUTE", Map.of("reason", step.text()), key);
            case STATE ->
                    api.post(
                            path + "/statements",
                            person(step).token(),
                            Map.of("text", step.text()),
                            key);
            case RULE ->
                    api.post(
                            "/api/v1/task-disputes/" + id + "/ruling",
                            admin,
                            Map.of("share", step.share(), "reason", step.text()),
                            key);
            case APPEAL -> sign(id, person(step), "APPEAL", Map.of("reason", step.text()), key);
        }
    }

    private void fund(String id, Person publisher) {
        String path = "/api/v1/tasks/" + id + "/funding";
        String hash = send(publisher, api.get(path, publisher.token()).path("funding"));
        api.post(path, publisher.token(), Map.of("transactionHash", hash));
    }

    private void submit(String id, Person worker, String text, String key) {
        JsonNode submission =
                api.post(
                        "/api/v1/tasks/" + id + "/submissions",
                        worker.token(),
                        Map.of("text", text),
                        key + "-work");
        sign(
                id,
                worker,
                "SUBMISSION",
                Map.of("submissionId", submission.path("submissionId").asString()),
                key);
    }

    private void sign(String id, Person who, String kind, Map<String, Object> more, String key) {
        Map<String, Object> wanted = new HashMap<>(more);
        wanted.put("kind", kind);
        String path = "/api/v1/tasks/" + id + "/consents";
        JsonNode consent = api.post(path, who.token(), wanted, key);
        String signature =
                chain.call("eth_signTypedData_v4", who.wallet(), consent.path("typedData"))
                        .asString();
        api.put(
                path + "/" + consent.path("consentId").asString(),
                who.token(),
                Map.of("signature", signature));
    }

    /** From the person's wallet, whose key the node has. */
    private String send(Person who, JsonNode call) {
        return chain.call(
                        "eth_sendTransaction",
                        Map.of(
                                "from",
                                who.wallet(),
                                "to",
                                call.path("to").asString(),
                                "value",
                                "0x" + new BigInteger(call.path("value").asString()).toString(16),
                                "data",
                                call.path("data").asString()))
                .asString();
    }

    /** Nobody waits ten minutes for a demonstration: the development chain's time is moved, once. */
    private void letClocksRunOut(List<DemoTask> fleeting) {
        List<DemoTask> running =
                fleeting.stream()
                        .filter(
                                task ->
                                        !isSettledIn(
                                                task, progress.of(task.slug()).id(), task.endsAs()))
                        .toList();
        long last =
                running.stream()
                        .map(task -> view(task, progress.of(task.slug()).id()))
                        .map(view -> Instant.parse(view.path("clockEndsAt").asString()))
                        .mapToLong(Instant::getEpochSecond)
                        .max()
                        .orElse(0);
        long ahead = last + BEYOND - now().getEpochSecond();
        if (ahead > 0 && last > 0) {
            chain.call("evm_increaseTime", ahead);
            chain.call("evm_mine");
        }
        running.forEach(task -> await(task, progress.of(task.slug()).id(), task.endsAs()));
    }

    private void await(DemoTask task, String id, String status) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSettledIn(task, id, status)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "%s is %s, expected %s"
                                .formatted(
                                        task.name(),
                                        view(task, id).path("status").asString(),
                                        status));
            }
            LockSupport.parkNanos(PULSE.toNanos());
        }
    }

    private boolean isSettledIn(DemoTask task, String id, String status) {
        JsonNode view = view(task, id);
        return view.path("status").asString().equals(status) && view.path("pending").isNull();
    }

    private JsonNode view(DemoTask task, String id) {
        return api.get("/api/v1/tasks/" + id, publisher(task).token());
    }

    /** By the chain's clock. */
    private Instant now() {
        return Instant.parse(api.get("/api/v1/task-escrow", null).path("now").asString());
    }

    private Person publisher(DemoTask task) {
        return person(task.publisher());
    }

    private Person person(DemoStep step) {
        return person(step.who());
    }

    private Person person(String name) {
        Person found = people.get(name);
        if (found == null) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return found;
    }
}
