package io.guildhall.task.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.proto.chain.v1.EscrowedTask;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Brings tasks to where a test begins, through the doors. */
public final class Life {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Api api;
    private final PlayedChain chain;

    Life(Api api, PlayedChain chain) {
        this.api = api;
        this.chain = chain;
    }

    /** The same through another replica's door. */
    public Life through(Api door) {
        return new Life(door, chain);
    }

    /** A task that waits for its funds. */
    public String accepted(Person publisher, Map<String, Object> draft) {
        String id = api.post(publisher.token(), "/api/v1/tasks", draft).expect(201).text("id");
        api.post(publisher.token(), path(id) + "/application", Map.of()).expect(200);
        api.get(publisher.token(), path(id) + "/funding").expect(200);
        return id;
    }

    /** A task on the market. */
    public String open(Person publisher, Map<String, Object> draft) {
        String id = accepted(publisher, draft);
        chain.fund(onChain(id));
        awaitStatus(id, "OPEN");
        return id;
    }

    public String open(Person publisher) {
        return open(publisher, Drafts.complete("Scales"));
    }

    /** A task that somebody holds. */
    public String claimed(Person publisher, Person worker) {
        String id = open(publisher);
        sign(worker, id, "CLAIM").expect(200);
        awaitStatus(id, "CLAIMED");
        return id;
    }

    /** A task with work to look at. */
    public String submitted(Person publisher, Person worker) {
        String id = claimed(publisher, worker);
        submit(worker, id).expect(200);
        awaitStatus(id, "SUBMITTED");
        return id;
    }

    /** A task that waits for the arbiter. */
    public String disputed(Person publisher, Person worker) {
        String id = submitted(publisher, worker);
        sign(publisher, id, "DISPUTE", Map.of("reason", "The scales are green")).expect(200);
        awaitStatus(id, "DISPUTED");
        return id;
    }

    /** Hands work in and signs for it. */
    public Answer submit(Person worker, String id) {
        String submission =
                api.post(
                                worker.token(),
                                path(id) + "/submissions",
                                Map.of(
                                        "text",
                                        "All there",
                                        "links",
                                        new String[] {"https://a.example/1"}))
                        .expect(201)
                        .text("submissionId");
        return sign(worker, id, "SUBMISSION", Map.of("submissionId", submission));
    }

    public Answer sign(Person person, String id, String kind) {
        return sign(person, id, kind, Map.of());
    }

    /** Asks what to sign and signs it; the answer is that of the signing, or the refusal before. */
    public Answer sign(Person person, String id, String kind, Map<String, Object> more) {
        Answer asked = ask(person, id, kind, more);
        return asked.status() == 201 ? give(person, id, asked) : asked;
    }

    public Answer ask(Person person, String id, String kind, Map<String, Object> more) {
        Map<String, Object> request = new LinkedHashMap<>(more);
        request.put("kind", kind);
        return api.post(person.token(), path(id) + "/consents", request);
    }

    /** Signs what was asked for. */
    public Answer give(Person person, String id, Answer asked) {
        JsonNode data = asked.json().path("typedData");
        String signature =
                PlayedEscrow.signature(
                        person.address(),
                        data.path("primaryType").asString(),
                        data.at("/message/task").asString());
        return api.put(
                person.token(),
                path(id) + "/consents/" + asked.text("consentId"),
                Map.of("signature", signature));
    }

    public void awaitStatus(String id, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(api.get(null, path(id)).text("status")).isEqualTo(status));
    }

    public EscrowedTask onChain(String id) {
        return chain.asked(Long.parseLong(id));
    }

    public static String path(String id) {
        return "/api/v1/tasks/" + id;
    }
}
