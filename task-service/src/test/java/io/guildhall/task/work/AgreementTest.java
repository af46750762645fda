package io.guildhall.task.work;

import static io.guildhall.task.market.TaskFixture.ID;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.PUBLISHER;
import static io.guildhall.task.market.TaskFixture.STRANGER;
import static io.guildhall.task.market.TaskFixture.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.task.candidate.Candidates;
import io.guildhall.task.escrow.ConsentKind;
import io.guildhall.task.escrow.ConsentMessage;
import io.guildhall.task.escrow.EscrowCommand;
import io.guildhall.task.escrow.EscrowCommands;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.market.Promise;
import io.guildhall.task.market.Promises;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.player.Players;
import io.guildhall.task.timeline.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final int LIMIT = 5;
    private static final Instant END = NOW.plusSeconds(60);

    private final ConsentRepository consents = mock(ConsentRepository.class);
    private final TaskBook tasks = mock(TaskBook.class);
    private final Promises promises = mock(Promises.class);
    private final EscrowCommands commands = mock(EscrowCommands.class);
    private final EscrowWatch watch = mock(EscrowWatch.class);
    private final Players players = mock(Players.class);
    private final Candidates candidates = mock(Candidates.class);
    private final Agreement agreement =
            new Agreement(
                    consents,
                    tasks,
                    promises,
                    commands,
                    watch,
                    mock(Timeline.class),
                    players,
                    candidates,
                    new ClaimProperties(LIMIT),
                    Clock.systemUTC());

    @BeforeEach
    void keep() {
        when(watch.now()).thenReturn(NOW);
        when(promises.find("0xkey"))
                .thenReturn(Optional.of(new Promise("0xkey", TaskFixture.terms(), "{}")));
    }

    private static CurrentUser user(long id) {
        return new CurrentUser(id, 1, Set.of(Role.PLAYER), false);
    }

    private static Consent consent(
            ConsentKind kind, long userId, @Nullable Integer share, @Nullable Instant end) {
        return new Consent(
                1,
                ID,
                userId,
                "0xSigner",
                new ConsentMessage(
                        kind,
                        "0xkey",
                        100,
                        kind == ConsentKind.CLAIM ? "0xSigner" : "0xWorker",
                        kind.rounds() ? 0 : null,
                        null,
                        share,
                        end),
                null,
                null,
                NOW);
    }

    private static Consent offer(long userId, int share) {
        Consent offer = consent(ConsentKind.SETTLEMENT, userId, share, END);
        offer.sign("0xof" + userId, NOW);
        return offer;
    }

    private void offered(Consent... offers) {
        when(consents.findSignedOf(eq(ID), eq(ConsentKind.SETTLEMENT), any()))
                .thenReturn(List.of(offers));
    }

    private static String refusal(ThrowingCallable call) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.code();
    }

    private void expectNothingCarried() {
        verify(commands, never()).append(anyLong(), any());
        verify(consents, never()).saveAndFlush(any());
    }

    @Test
    void playerHoldsAsManyTasksAsTheLimitAndNoMore() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);

        when(tasks.countHeldBy(STRANGER)).thenReturn(LIMIT - 1L);
        assertThatCode(() -> agreement.requireMayClaim(task, user(STRANGER), ConsentKind.CLAIM))
                .doesNotThrowAnyException();
        when(tasks.countHeldBy(STRANGER)).thenReturn((long) LIMIT);
        assertThat(
                        refusal(
                                () ->
                                        agreement.requireMayClaim(
                                                task, user(STRANGER), ConsentKind.CLAIM)))
                .isEqualTo("task-claim-limit");
    }

    @Test
    void whoHoldsAsManyAsTheyMayStillWorksOnThem() {
        when(tasks.countHeldBy(WORKER)).thenReturn((long) LIMIT);
        Task task = TaskFixture.funded(TaskStatus.CLAIMED);

        assertThatCode(() -> agreement.requireMayClaim(task, user(WORKER), ConsentKind.SUBMISSION))
                .doesNotThrowAnyException();
    }

    @Test
    void claimIsCheckedAgainUnderTheLockOfItsPlayer() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);
        Consent claim = consent(ConsentKind.CLAIM, STRANGER, null, null);
        when(tasks.countHeldBy(STRANGER)).thenReturn((long) LIMIT);

        assertThat(refusal(() -> agreement.conclude(task, claim, user(STRANGER), "0xsignature")))
                .isEqualTo("task-claim-limit");

        var order = inOrder(players, tasks);
        order.verify(players).lock(STRANGER);
        order.verify(tasks).countHeldBy(STRANGER);
        expectNothingCarried();
    }

    @Test
    void claimOfWhoIsNotChosenAnyMoreIsNotCarried() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);
        doThrow(new ProblemException(ProblemKind.FORBIDDEN, "task-not-accepted", "x"))
                .when(candidates)
                .requireChosen(task, STRANGER);
        Consent claim = consent(ConsentKind.CLAIM, STRANGER, null, null);

        assertThat(refusal(() -> agreement.conclude(task, claim, user(STRANGER), "0xsignature")))
                .isEqualTo("task-not-accepted");
        expectNothingCarried();
    }

    @Test
    void offerOfTheOtherSideAtTheSameShareSetsTheEnd() {
        Task task = TaskFixture.funded(TaskStatus.CLAIMED);
        offered(offer(PUBLISHER, 4_000));

        assertThat(agreement.offerOfOther(task, WORKER, 4_000, NOW)).contains(END);
        assertThat(agreement.offerOfOther(task, WORKER, 5_000, NOW)).isEmpty();
        assertThat(agreement.offerOfOther(task, PUBLISHER, 4_000, NOW)).isEmpty();
    }

    @Test
    void offersOfATaskThatNobodyHoldsAreNone() {
        offered(offer(PUBLISHER, 4_000));

        assertThat(agreement.offers(TaskFixture.funded(TaskStatus.COMPLETED), NOW)).isEmpty();
        assertThat(agreement.offers(TaskFixture.funded(TaskStatus.CLAIMED), NOW)).hasSize(1);
    }

    @Test
    void offerThatRanOutIsNone() {
        offered(offer(PUBLISHER, 4_000));

        assertThat(agreement.offers(TaskFixture.funded(TaskStatus.CLAIMED), END.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void ownOfferAgainIsNoAgreement() {
        Task task = TaskFixture.funded(TaskStatus.CLAIMED);
        offered(offer(WORKER, 4_000));

        agreement.conclude(
                task, consent(ConsentKind.SETTLEMENT, WORKER, 4_000, END), user(WORKER), "0xagain");

        verify(commands, never()).append(anyLong(), any());
        assertThat(task.pending()).isNull();
    }

    @Test
    void offersOfDifferentSharesAreNoAgreement() {
        Task task = TaskFixture.funded(TaskStatus.CLAIMED);
        offered(offer(PUBLISHER, 4_000));

        agreement.conclude(
                task, consent(ConsentKind.SETTLEMENT, WORKER, 5_000, END), user(WORKER), "0xmine");

        verify(commands, never()).append(anyLong(), any());
    }

    @Test
    void settlementCarriesThePublishersSignatureBeforeTheWorkers() {
        offered(offer(PUBLISHER, 4_000));
        Consent workers = consent(ConsentKind.SETTLEMENT, WORKER, 4_000, END);
        agreement.conclude(TaskFixture.funded(TaskStatus.CLAIMED), workers, user(WORKER), "0xmine");
        offered(offer(WORKER, 4_000));
        Consent publishers = consent(ConsentKind.SETTLEMENT, PUBLISHER, 4_000, END);
        agreement.conclude(
                TaskFixture.funded(TaskStatus.CLAIMED), publishers, user(PUBLISHER), "0xmine");

        verify(commands)
                .append(
                        ID,
                        new EscrowCommand.Settlement(
                                TaskFixture.terms(),
                                workers.message(),
                                "0xof" + PUBLISHER,
                                "0xmine"));
        verify(commands)
                .append(
                        ID,
                        new EscrowCommand.Settlement(
                                TaskFixture.terms(), workers.message(), "0xmine", "0xof" + WORKER));
    }

    @Test
    void offerThatIsSignedTooLateIsOutdated() {
        when(watch.now()).thenReturn(END.plusSeconds(1));
        Consent late = consent(ConsentKind.SETTLEMENT, WORKER, 4_000, END);

        assertThat(
                        refusal(
                                () ->
                                        agreement.conclude(
                                                TaskFixture.funded(TaskStatus.CLAIMED),
                                                late,
                                                user(WORKER),
                                                "0xmine")))
                .isEqualTo("consent-outdated");
        expectNothingCarried();
    }

    @Test
    void signatureOfAnEarlierRoundIsOutdated() {
        Consent earlier = consent(ConsentKind.REVISION, PUBLISHER, null, null);

        assertThat(
                        refusal(
                                () ->
                                        agreement.conclude(
                                                TaskFixture.funded(TaskStatus.SUBMITTED, 1),
                                                earlier,
                                                user(PUBLISHER),
                                                "0xmine")))
                .isEqualTo("consent-outdated");
        expectNothingCarried();
    }

    @Test
    void signatureThatCameAfterTheTaskMovedOnIsNotCarried() {
        Consent approval = consent(ConsentKind.APPROVAL, PUBLISHER, null, null);

        assertThat(
                        refusal(
                                () ->
                                        agreement.conclude(
                                                TaskFixture.funded(TaskStatus.COMPLETED),
                                                approval,
                                                user(PUBLISHER),
                                                "0xmine")))
                .isEqualTo("task-wrong-status");
        expectNothingCarried();
    }
}
