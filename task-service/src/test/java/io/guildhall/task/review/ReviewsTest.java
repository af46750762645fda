package io.guildhall.task.review;

import static io.guildhall.task.market.TaskFixture.ID;
import static io.guildhall.task.market.TaskFixture.PUBLISHER;
import static io.guildhall.task.market.TaskFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.timeline.Timeline;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewsTest {
    private final TaskBook tasks = mock(TaskBook.class);
    private final AuditTrail audit = mock(AuditTrail.class);
    private final Reviews reviews =
            new Reviews(tasks, mock(Timeline.class), audit, Clock.systemUTC());
    private final Task task = TaskFixture.inReview();

    @BeforeEach
    void find() {
        when(tasks.lock(ID)).thenReturn(task);
    }

    private static CurrentUser admin(long id) {
        return new CurrentUser(id, 1, Set.of(Role.SYSTEM_ADMIN), false);
    }

    @Test
    void adminDoesNotDecideOnTheOwnTask() {
        ProblemException accepted =
                catchThrowableOfType(
                        ProblemException.class, () -> reviews.accept(admin(PUBLISHER), ID));
        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class, () -> reviews.refuse(admin(PUBLISHER), ID, "No"));

        assertThat(accepted.code()).isEqualTo("task-own");
        assertThat(refused.code()).isEqualTo("task-own");
        assertThat(task.status()).isEqualTo(TaskStatus.IN_REVIEW);
    }

    @Test
    void decisionIsWrittenDownForTheAudit() {
        reviews.refuse(admin(STRANGER), ID, "Account sharing");

        verify(audit)
                .record(
                        "task.refused",
                        "task:" + ID,
                        AuditTrail.Outcome.SUCCESS,
                        Map.of("reason", "Account sharing"));
    }
}
