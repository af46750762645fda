package io.guildhall.user.badge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BadgeRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final long USER = 7;
    private static final long ADMIN = 9;

    private final BadgeRequest request =
            new BadgeRequest(
                    1,
                    USER,
                    new Application(
                            "I have run a raid guild for nine years.",
                            List.of("https://a.example", "https://b.example")),
                    NOW);

    @Test
    void waitsUntilItIsDecided() {
        BadgeRequestView view = request.view("mira");

        assertThat(view.status()).isEqualTo(RequestStatus.PENDING);
        assertThat(view.links()).containsExactly("https://a.example", "https://b.example");
        assertThat(view.decidedBy()).isNull();
    }

    @Test
    void saysWhoDecidedAndWhy() {
        request.decide(false, "The links do not name you", ADMIN, NOW.plusSeconds(60));

        BadgeRequestView view = request.view("mira");
        assertThat(view.status()).isEqualTo(RequestStatus.REJECTED);
        assertThat(view.reason()).isEqualTo("The links do not name you");
        assertThat(view.decidedBy()).isEqualTo(ADMIN);
        assertThat(view.decidedAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void isDecidedOnce() {
        request.decide(true, "Well known", ADMIN, NOW);

        assertThatThrownBy(() -> request.decide(false, "Second thoughts", ADMIN, NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("already-decided"));
        assertThat(request.view("mira").status()).isEqualTo(RequestStatus.APPROVED);
    }

    @Test
    void isNeverDecidedByWhoAsked() {
        assertThatThrownBy(() -> request.decide(true, "I trust myself", USER, NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("own-request");
                            assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN);
                        });
        assertThat(request.view("mira").status()).isEqualTo(RequestStatus.PENDING);
    }
}
