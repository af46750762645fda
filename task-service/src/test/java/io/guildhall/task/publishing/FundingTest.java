package io.guildhall.task.publishing;

import static io.guildhall.task.market.TaskFixture.LIMITS;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.PROPERTIES;
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
import io.guildhall.task.escrow.Call;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowFacts;
import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.FundingCalls;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.market.Brief;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.player.Players;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.transaction.support.TransactionOperations;

class FundingTest {
    private static final CurrentUser PUBLISHER =
            new CurrentUser(TaskFixture.PUBLISHER, 1, Set.of(Role.TASK_PUBLISHER), true);

    private final TaskBook tasks = mock(TaskBook.class);
    private final Promises promises = mock(Promises.class);
    private final Players players = mock(Players.class);
    private final Escrow escrow = mock(Escrow.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);

    @BeforeEach
    void reach() {
        when(watch.now()).thenReturn(NOW);
        when(watch.limits()).thenReturn(LIMITS);
        when(players.exactAddress(TaskFixture.PUBLISHER)).thenReturn("0xPublisher");
        when(promises.write(any())).thenReturn("{}");
        when(escrow.prepareFunding(any()))
                .thenReturn(
                        new FundingCalls(
                                "0xkey",
                                BigInteger.ONE,
                                BigInteger.TEN,
                                List.of(),
                                mock(Call.class),
                                BigInteger.TEN));
    }

    private void reachWithAppealArbiter(@Nullable String arbiter) {
        when(watch.require())
                .thenReturn(new EscrowFacts(1, "0xC", "0xA", arbiter, false, 1, NOW, LIMITS));
    }

    private Funding funding(EscrowProperties properties) {
        return new Funding(
                tasks,
                promises,
                players,
                escrow,
                watch,
                properties,
                TransactionOperations.withoutTransaction());
    }

    private void prepare(Task before, Task after, EscrowProperties properties) {
        when(tasks.getOwn(TaskFixture.ID, PUBLISHER)).thenReturn(before);
        when(tasks.lockOwn(TaskFixture.ID, PUBLISHER)).thenReturn(after);
        funding(properties).prepare(PUBLISHER, TaskFixture.ID);
    }

    private Terms asked() {
        ArgumentCaptor<Terms> terms = ArgumentCaptor.forClass(Terms.class);
        verify(escrow).prepareFunding(terms.capture());
        return terms.getValue();
    }

    private static Task ofVersion(long version, Brief brief) {
        Task task = mock(Task.class);
        when(task.version()).thenReturn(version);
        when(task.brief()).thenReturn(brief);
        return task;
    }

    @Test
    void taskWhoseDeadlineCameTooNearIsNotPrepared() {
        when(watch.now()).thenReturn(TaskFixture.DEADLINE);
        Task task = TaskFixture.awaitingFunds();

        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> prepare(task, task, PROPERTIES));

        assertThat(refusal.code()).isEqualTo("task-incomplete");
        verify(escrow, never()).prepareFunding(any());
    }

    @Test
    void wordsThatChangedMeanwhileAreNotPromised() {
        reachWithAppealArbiter(null);
        Task before = ofVersion(1, TaskFixture.brief());
        Task changed = ofVersion(2, TaskFixture.byApplication());

        ProblemException refusal =
                catchThrowableOfType(
                        ProblemException.class, () -> prepare(before, changed, PROPERTIES));

        assertThat(refusal.code()).isEqualTo("task-version-conflict");
        verify(promises, never()).keep(any());
    }

    @Test
    void secondPageThatPreparedTheSameWordsIsNoChange() {
        reachWithAppealArbiter(null);
        Task same = ofVersion(2, TaskFixture.brief());

        prepare(ofVersion(1, TaskFixture.brief()), same, PROPERTIES);

        verify(same).promise("0xkey");
    }

    @Test
    void appealsNeedAnArbiterAndTime() {
        EscrowProperties withoutAppeals =
                new EscrowProperties(null, PROPERTIES.tokens(), 250, 5_000, Duration.ZERO);
        reachWithAppealArbiter("0xAppeals");
        Task task = TaskFixture.awaitingFunds();

        prepare(task, task, withoutAppeals);

        assertThat(asked().appealArbiter()).isNull();
        assertThat(asked().policy().appealWindow()).isZero();
    }

    @Test
    void termsWithoutAnAppealArbiterHaveNoTimeForAppeals() {
        reachWithAppealArbiter(null);
        Task task = TaskFixture.awaitingFunds();

        prepare(task, task, PROPERTIES);

        assertThat(asked().appealArbiter()).isNull();
        assertThat(asked().policy().appealWindow()).isZero();
    }

    @Test
    void termsNameWhoDecidesAppealsAndHowLongTheyAreTaken() {
        reachWithAppealArbiter("0xAppeals");
        Task task = TaskFixture.awaitingFunds();

        prepare(task, task, PROPERTIES);

        assertThat(asked().appealArbiter()).isEqualTo("0xAppeals");
        assertThat(asked().policy().appealWindow()).isEqualTo(259_200);
    }
}
