package io.guildhall.user.badge;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.security.Role;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@UserServiceTest
class VerificationIT {
    private static final String MINE = "/api/v1/me/verification-requests";
    private static final String ALL = "/api/v1/admin/verification-requests";
    private static final Map<String, Object> REQUEST =
            Map.of(
                    "statement",
                    "I have run a raid guild for nine years.",
                    "links",
                    List.of("https://guild.example/me"));

    @Autowired Doors doors;
    @Autowired People people;

    private Browser admin;
    private Browser player;

    @SuppressWarnings("NullAway.Init")
    VerificationIT() {}

    @BeforeEach
    void logIn() {
        admin = people.systemAdmin();
        player = people.player();
    }

    @Test
    void grantsTheBadgeOnApproval() {
        Answer asked = player.post(MINE, REQUEST).expect(201);
        assertThat(asked.text("status")).isEqualTo("PENDING");
        assertThat(asked.text("username")).isEqualTo(player.username());

        Answer decided = decide(asked.text("id"), true, "Well known").expect(200);

        assertThat(decided.text("status")).isEqualTo("APPROVED");
        assertThat(decided.text("decidedBy")).isEqualTo(Long.toString(admin.id()));
        assertThat(player.get("/api/v1/me").json().path("verified").asBoolean()).isTrue();
        player.post(MINE, REQUEST).expect(409, "already-verified");
    }

    @Test
    void saysWhyARequestWasRejectedAndTakesAnother() {
        String id = player.post(MINE, REQUEST).expect(201).text("id");
        decide(id, false, "The page does not name you").expect(200);

        JsonNode own = player.get(MINE).expect(200).json().path("items");

        assertThat(own.at("/0/status").asString()).isEqualTo("REJECTED");
        assertThat(own.at("/0/reason").asString()).isEqualTo("The page does not name you");
        assertThat(player.get("/api/v1/me").json().path("verified").asBoolean()).isFalse();
        player.post(MINE, REQUEST).expect(201);
    }

    @Test
    void takesOneRequestAtATime() throws Exception {
        List<Integer> statuses = atOnce(6, () -> player.post(MINE, REQUEST).status());

        assertThat(statuses).containsOnlyOnce(201);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(5);
        player.post(MINE, REQUEST).expect(409, "request-pending");
    }

    @Test
    void isDecidedOnceHoweverManyDecide() throws Exception {
        String id = player.post(MINE, REQUEST).expect(201).text("id");

        List<Integer> statuses = atOnce(4, () -> decide(id, true, "Well known").status());

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(3);
        decide(id, false, "Second thoughts").expect(409, "already-decided");
    }

    @Test
    void isNeverDecidedByWhoAsked() {
        String id = admin.post(MINE, REQUEST).expect(201).text("id");

        decide(id, true, "I trust myself").expect(403, "own-request");
    }

    @Test
    void listsThoseThatWaitLongestFirst() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(people.player().post(MINE, REQUEST).expect(201).text("id"));
        }
        List<String> listed = new ArrayList<>();
        String cursor = "";

        do {
            JsonNode page = admin.get(ALL + "?status=PENDING&limit=2" + cursor).expect(200).json();
            page.path("items").forEach(item -> listed.add(item.path("id").asString()));
            cursor =
                    page.path("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());

        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(ids);
    }

    @Test
    void refusesWhatSaysTooLittle() {
        Answer refused =
                player.post(
                                MINE,
                                Map.of(
                                        "statement",
                                        "x".repeat(10) + " ".repeat(30),
                                        "links",
                                        List.of("javascript:alert(1)")))
                        .expect(400, "invalid-request");

        assertThat(refused.json().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("statement", "links");
    }

    @Test
    void keepsStrangersOutOfARequest() {
        player.post(MINE, REQUEST).expect(201);

        assertThat(people.player().get(MINE).expect(200).json().path("items")).isEmpty();
    }

    @Test
    void refusesDecisionsOnNothingAndWithoutAReason() {
        decide("1", true, "Well known").expect(404, "request-not-found");
        String id = player.post(MINE, REQUEST).expect(201).text("id");
        decide(id, true, "  ").expect(400, "invalid-request");
        admin.post(ALL + "/" + id + "/decision", Map.of("reason", "x"))
                .expect(400, "invalid-request");
    }

    @Test
    void letsNobodyButSystemAdminsDecide() {
        String id = player.post(MINE, REQUEST).expect(201).text("id");
        String path = ALL + "/" + id + "/decision";
        Map<String, Object> decision = Map.of("approved", true, "reason", "Please");

        doors.browser().post(path, decision).expect(401, "unauthenticated");
        player.post(path, decision).expect(403, "forbidden");
        people.with(Role.TASK_PUBLISHER, Role.COMMUNITY_ADMIN)
                .post(path, decision)
                .expect(403, "forbidden");
        people.with(Role.SYSTEM_ADMIN).post(path, decision).expect(403, "forbidden");

        assertThat(player.get(MINE).json().at("/items/0/status").asString()).isEqualTo("PENDING");
    }

    private Answer decide(String id, boolean approved, String reason) {
        return admin.post(
                ALL + "/" + id + "/decision", Map.of("approved", approved, "reason", reason));
    }

    private static List<Integer> atOnce(int times, IntSupplier call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(times);
        List<Integer> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return call.getAsInt();
                                }));
            }
            for (Future<Integer> one : running) {
                results.add(one.get());
            }
        }
        return results;
    }
}
