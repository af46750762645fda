package io.guildhall.task.work;

import static io.guildhall.task.market.TaskFixture.ID;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.PUBLISHER;
import static io.guildhall.task.market.TaskFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.task.chronicle.ChainProjection;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowVerb;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Promise;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.player.Players;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class OwnCallsTest {
    private static final Instant LATE = TaskFixture.state(null, 0).clockEndsAt().plusSeconds(1);

    private final TaskBook tasks = mock(TaskBook.class);
    private final Promises promises = mock(Promises.class);
    private final Players players = mock(Players.class);
    private final Escrow escrow = mock(Escrow.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);
    private final OwnCalls calls =
            new OwnCalls(
                    tasks,
                    promises,
                    players,
                    escrow,
                    watch,
                    mock(ChainProjection.class),
                    TransactionOperations.withoutTransaction());

    @BeforeEach
    void keep() {
        when(watch.now()).thenReturn(NOW);
        when(promises.find("0xkey"))
                .thenReturn(Optional.of(new Promise("0xkey", TaskFixture.terms(), "{}")));
    }

    private CurrentUser user(long id, String address, TaskStatus status) {
        CurrentUser user = new CurrentUser(id, 1, Set.of(Role.PLAYER), false);
        when(players.exactAddress(id)).thenReturn(address);
        when(tasks.getVisible(ID, user)).thenReturn(TaskFixture.funded(status));
        return user;
    }

    private String refusal(CurrentUser user, EscrowVerb verb) {
        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> calls.prepare(user, ID, verb));
        assertThat(refusal).as("a refusal").isNotNull();
        verify(escrow, never()).prepareCall(any(), any(), any(), any());
        return refusal.code();
    }

    @Test
    void clockThatRanOutIsForAnybodysAccount() {
        when(watch.now()).thenReturn(LATE);
        CurrentUser stranger = user(STRANGER, "0xAny", TaskStatus.SUBMITTED);

        calls.prepare(stranger, ID, EscrowVerb.RELEASE);

        verify(escrow).prepareCall(TaskFixture.terms(), EscrowVerb.RELEASE, "0xAny", null);
    }

    @Test
    void clockThatStillRunsIsForNobody() {
        CurrentUser stranger = user(STRANGER, "0xAny", TaskStatus.SUBMITTED);

        assertThat(refusal(stranger, EscrowVerb.RELEASE)).isEqualTo("task-deadline-not-passed");
    }

    @Test
    void publisherSendsFromTheAccountThatFunded() {
        CurrentUser publisher = user(PUBLISHER, "0xOther", TaskStatus.OPEN);

        assertThat(refusal(publisher, EscrowVerb.CANCEL)).isEqualTo("wallet-changed");
    }

    @Test
    void approvalNamesTheWorkerWhomItPays() {
        CurrentUser publisher = user(PUBLISHER, "0xPublisher", TaskStatus.SUBMITTED);

        calls.prepare(publisher, ID, EscrowVerb.APPROVE);

        verify(escrow)
                .prepareCall(TaskFixture.terms(), EscrowVerb.APPROVE, "0xPublisher", "0xWorker");
    }
}
