package io.guildhall.task;

import static io.guildhall.task.testing.Life.path;

import io.guildhall.defaults.testing.Api;
import io.guildhall.task.testing.Drafts;
import io.guildhall.task.testing.Life;
import io.guildhall.task.testing.People;
import io.guildhall.task.testing.Person;
import io.guildhall.task.testing.TaskServiceTest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What nobody is asked to sign, and what counts no more once it is signed. */
@TaskServiceTest
class ConsentsIT {
    @Autowired private Api api;
    @Autowired private People people;
    @Autowired private Life life;

    @Test
    void whoMayNotClaimIsNotAskedTo() {
        String id = life.open(people.publisher());

        life.sign(people.publishingAdmin(), id, "CLAIM").expect(403, "forbidden");
    }

    @Test
    void taskThatOneDoesNotSeeIsNothingToSign() {
        String id =
                api.post(people.publisher().token(), "/api/v1/tasks", Drafts.complete("Not yet"))
                        .expect(201)
                        .text("id");

        life.sign(people.player(), id, "CLAIM").expect(404, "task-not-found");
        api.get(people.player().token(), path(id) + "/calls/refund").expect(404, "task-not-found");
        api.post(people.player().token(), path(id) + "/candidates", Map.of("message", "Me"))
                .expect(404, "task-not-found");
    }

    @Test
    void nobodyIsAskedForASignatureThatWouldBeRefused() {
        Person publisher = people.publisher();
        Map<String, Object> draft = Drafts.complete("Chosen one");
        draft.put("mode", "BY_APPLICATION");
        String id = life.open(publisher, draft);

        life.ask(publisher, id, "CLAIM", Map.of()).expect(403, "task-own");
        life.ask(people.player(), id, "CLAIM", Map.of()).expect(403, "task-not-accepted");
        life.ask(people.player(), id, "ABANDONMENT", Map.of()).expect(409, "task-wrong-status");
    }

    @Test
    void reasonIsMoreThanBlanks() {
        Person publisher = people.publisher();
        String id = life.submitted(publisher, people.player());

        for (String kind : new String[] {"REVISION", "DISPUTE"}) {
            life.sign(publisher, id, kind).expect(400, "reason-required");
            life.sign(publisher, id, kind, Map.of("reason", " \n ")).expect(400, "reason-required");
        }
    }

    @Test
    void whatASignatureIsAboutMustBeNamed() {
        Person worker = people.player();
        String id = life.claimed(people.publisher(), worker);

        life.sign(worker, id, "SUBMISSION").expect(400, "invalid-request");
        life.sign(worker, id, "SETTLEMENT").expect(400, "invalid-request");
    }

    @Test
    void offerEndsInTheFuture() {
        Person worker = people.player();
        String id = life.claimed(people.publisher(), worker);
        String past = Instant.now().minusSeconds(1).toString();

        life.sign(worker, id, "SETTLEMENT", Map.of("share", 4_000, "validUntil", past))
                .expect(400, "invalid-request");
    }

    @Test
    void accountThatWasLinkedLaterSignsAndSendsNothing() {
        Person publisher = people.publisher();
        Person worker = people.player();
        String held = life.claimed(publisher, worker);
        String open = life.open(publisher);

        life.sign(people.relinked(worker), held, "ABANDONMENT").expect(409, "wallet-changed");
        api.get(people.relinked(publisher).token(), path(open) + "/calls/cancel")
                .expect(409, "wallet-changed");
    }

    @Test
    void consentBelongsToItsTask() {
        Person publisher = people.publisher();
        Person worker = people.player();
        String other = life.claimed(publisher, worker);
        String id = life.claimed(publisher, worker);
        var asked = life.ask(worker, id, "ABANDONMENT", Map.of()).expect(201);

        life.give(worker, other, asked).expect(404, "consent-unknown");
    }

    @Test
    void consentOfAnEarlierRoundIsOutdated() {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.submitted(publisher, worker);
        var asked = life.ask(worker, id, "DISPUTE", Map.of("reason", "Too slow")).expect(201);
        life.sign(publisher, id, "REVISION", Map.of("reason", "Two are missing")).expect(200);
        life.awaitStatus(id, "REVISION_ASKED");

        life.give(worker, id, asked).expect(409, "consent-outdated");
    }

    @Test
    void signatureThatComesAfterTheTaskMovedOnIsRefused() {
        Person publisher = people.publisher();
        Person worker = people.player();
        String id = life.claimed(publisher, worker);
        var approval = life.ask(publisher, id, "APPROVAL", Map.of()).expect(201);
        life.sign(worker, id, "ABANDONMENT").expect(200);
        life.awaitStatus(id, "OPEN");

        life.give(publisher, id, approval).expect(409, "task-wrong-status");
    }
}
