package io.guildhall.localstack.demo;

import io.guildhall.localstack.demo.DemoCast.Person;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What people do at each step, through the public interface. Whoever was killed meanwhile does it again: so each deed looks
 * first for what it has left behind.
 */
final class DemoDeeds {
    private final PublicApi api;
    private final DemoCast cast;
    private final DemoLog log;

    DemoDeeds(PublicApi api, DemoCast cast, DemoLog log) {
        this.api = api;
        this.cast = cast;
        this.log = log;
    }

    /** By the chain's clock. */
    Instant now() {
        return Instant.parse(api.get("/api/v1/task-escrow", null).path("now").asString());
    }

    /** A task as its publisher sees it. */
    JsonNode view(DemoTask task, String id) {
        return api.get(path(id), publisher(task).token());
    }

    /** Returns the task's number: of the draft that is there, or of a new one. */
    String write(DemoTask task) {
        return written(task)
                .orElseGet(
                        () ->
                                api.post(
                                                "/api/v1/tasks",
                                                publisher(task).token(),
                                                task.draft(now()))
                                        .path("id")
                                        .asString());
    }

    private Optional<String> written(DemoTask task) {
        return api.get("/api/v1/tasks/published?limit=100", publisher(task).token())
                .path("items")
                .valueStream()
                .filter(item -> item.path("name").asString().equals(task.name()))
                .map(item -> item.path("id").asString())
                .findFirst();
    }

    /** Gives a task that waited too long for its funds another deadline. */
    void renew(DemoTask task, String id) {
        String token = publisher(task).token();
        if (!view(task, id).path("status").asString().equals("DRAFT")) {
            api.post(path(id) + "/withdrawal", token, Map.of());
        }
        api.put(
                path(id) + "/draft",
                token,
                Map.of(
                        "draft",
                        task.draft(now()),
                        "version",
                        view(task, id).path("version").asLong()));
    }

    /** Takes a step of a task that stands where the view says. */
    void take(DemoTask task, String id, DemoStep step, JsonNode view) {
        Person publisher = publisher(task);
        switch (step.kind()) {
            case APPLY -> api.post(path(id) + "/application", publisher.token(), Map.of());
            case ACCEPT ->
                    api.post("/api/v1/task-reviews/" + id + "/approval", cast.admin(), Map.of());
            case REFUSE ->
                    api.post(
                            "/api/v1/task-reviews/" + id + "/refusal",
                            cast.admin(),
                            Map.of("reason", step.text()));
            case FUND -> fund(task, id, view);
            case ASK ->
                    api.post(
                            path(id) + "/candidates",
                            person(step).token(),
                            Map.of("message", step.text()));
            case CHOOSE -> choose(id, publisher, person(step));
            case CLAIM -> sign(id, person(step), "CLAIM", Map.of());
            case SUBMIT -> submit(task, id, step);
            case REVISE -> sign(id, publisher, "REVISION", Map.of("reason", step.text()));
            case APPROVE -> sign(id, publisher, "APPROVAL", Map.of());
            case SETTLE -> settle(id, publisher, step, view);
            case CANCEL ->
                    publisher
                            .wallet()
                            .send(
                                    "cancel-" + task.slug(),
                                    () -> api.get(path(id) + "/calls/cancel", publisher.token()));
            case DISPUTE -> sign(id, person(step), "DISPUTE", Map.of("reason", step.text()));
            case STATE -> state(id, person(step), step.text(), view);
            case RULE -> rule(id, step, cast.admin());
            case APPEAL -> sign(id, person(step), "APPEAL", Map.of("reason", step.text()));
            case RULE_AGAIN -> rule(id, step, cast.appealArbiter());
        }
    }

    private void fund(DemoTask task, String id, JsonNode view) {
        Person publisher = publisher(task);
        String path = path(id) + "/funding";
        String hash =
                publisher
                        .wallet()
                        .send(
                                "fund-" + task.slug(),
                                () -> api.get(path, publisher.token()).path("funding"));
        if (!view.path("pending").path("transactionHash").asString("").equals(hash)) {
            api.post(path, publisher.token(), Map.of("transactionHash", hash));
        }
    }

    private void choose(String id, Person publisher, Person candidate) {
        boolean chosen =
                api.get(path(id) + "/candidates", publisher.token())
                        .path("items")
                        .valueStream()
                        .filter(it -> it.path("accepted").asBoolean())
                        .anyMatch(
                                it ->
                                        it.path("player")
                                                .path("id")
                                                .asString()
                                                .equals(candidate.id()));
        if (!chosen) {
            api.post(
                    path(id) + "/candidates/" + candidate.id() + "/acceptance",
                    publisher.token(),
                    Map.of());
        }
    }

    private void submit(DemoTask task, String id, DemoStep step) {
        Optional<String> earlier = handedIn(id, step);
        try {
            signSubmission(id, step, earlier.isPresent() ? earlier.get() : handIn(task, id, step));
        } catch (PublicApi.RefusedException e) {
            // The chain has lost the funding since, and work of before the new one does not count.
            if (earlier.isEmpty() || !e.code().equals("submission-unknown")) {
                throw e;
            }
            signSubmission(id, step, handIn(task, id, step));
        }
    }

    /** What was handed in of this step and perhaps never signed: only its worker sees it. */
    private Optional<String> handedIn(String id, DemoStep step) {
        JsonNode view = api.get(path(id), person(step).token());
        return view.path("submissions")
                .valueStream()
                .filter(it -> it.path("round").asInt() == view.path("round").asInt())
                .filter(it -> it.path("text").asString().equals(step.text()))
                .map(it -> it.path("id").asString())
                .reduce((_, last) -> last);
    }

    private String handIn(DemoTask task, String id, DemoStep step) {
        String submission =
                api.post(
                                path(id) + "/submissions",
                                person(step).token(),
                                Map.of("text", step.text()))
                        .path("submissionId")
                        .asString();
        // A line to kill at: ./guildhall test demo waits for it.
        log.say("%s (%s), work is handed in, not signed".formatted(task.slug(), id));
        return submission;
    }

    private void signSubmission(String id, DemoStep step, String submission) {
        sign(id, person(step), "SUBMISSION", Map.of("submissionId", submission));
    }

    private void settle(String id, Person publisher, DemoStep step, JsonNode view) {
        Map<String, Object> share = Map.of("share", step.share());
        boolean offered =
                view.path("offers")
                        .valueStream()
                        .anyMatch(
                                it ->
                                        it.path("by").asString().equals("WORKER")
                                                && it.path("share").asInt() == step.share());
        if (!offered) {
            sign(id, person(step), "SETTLEMENT", share);
        }
        sign(id, publisher, "SETTLEMENT", share);
    }

    private void state(String id, Person party, String text, JsonNode view) {
        boolean said =
                view.path("dispute")
                        .path("statements")
                        .valueStream()
                        .anyMatch(it -> it.path("text").asString().equals(text));
        if (!said) {
            api.post(path(id) + "/statements", party.token(), Map.of("text", text));
        }
    }

    private void rule(String id, DemoStep step, String arbiter) {
        api.post(
                "/api/v1/task-disputes/" + id + "/ruling",
                arbiter,
                Map.of("share", step.share(), "reason", step.text()));
    }

    private void sign(String id, Person who, String kind, Map<String, Object> more) {
        Map<String, Object> wanted = new HashMap<>(more);
        wanted.put("kind", kind);
        JsonNode consent = api.post(path(id) + "/consents", who.token(), wanted);
        api.put(
                path(id) + "/consents/" + consent.path("consentId").asString(),
                who.token(),
                Map.of("signature", who.wallet().sign(consent.path("typedData"))));
    }

    private Person publisher(DemoTask task) {
        return cast.person(task.publisher());
    }

    private Person person(DemoStep step) {
        return cast.person(step.who());
    }

    private static String path(String id) {
        return "/api/v1/tasks/" + id;
    }
}
