package io.guildhall.task.market;

import static io.guildhall.task.market.TaskFixture.LIMITS;
import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.PROPERTIES;
import static io.guildhall.task.market.TaskFixture.PUBLISHER;
import static io.guildhall.task.market.TaskFixture.STRANGER;
import static io.guildhall.task.market.TaskFixture.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TaskTest {
    private static final Instant LATE = NOW.plus(Duration.ofDays(2));
    private static final Instant AFTER_DEADLINE = NOW.plus(Duration.ofDays(8));

    /** The contract's own table: contracts/README.md, "The life of a task". */
    private static final Map<Step, Set<TaskStatus>> TABLE = new EnumMap<>(Step.class);

    static {
        TABLE.put(Step.FUNDING, Set.of(TaskStatus.AWAITING_FUNDS));
        TABLE.put(Step.CLAIM, Set.of(TaskStatus.OPEN));
        TABLE.put(Step.CANCEL, Set.of(TaskStatus.OPEN));
        TABLE.put(Step.SUBMISSION, Set.of(TaskStatus.CLAIMED, TaskStatus.REVISION_ASKED));
        TABLE.put(Step.REVISION, Set.of(TaskStatus.SUBMITTED));
        TABLE.put(Step.ABANDONMENT, Set.of(TaskStatus.CLAIMED, TaskStatus.REVISION_ASKED));
        Set<TaskStatus> held =
                Set.of(
                        TaskStatus.CLAIMED,
                        TaskStatus.SUBMITTED,
                        TaskStatus.REVISION_ASKED,
                        TaskStatus.DISPUTED,
                        TaskStatus.RULED,
                        TaskStatus.APPEALED);
        TABLE.put(Step.APPROVAL, held);
        TABLE.put(Step.SETTLEMENT, held);
        TABLE.put(
                Step.DISPUTE,
                Set.of(TaskStatus.CLAIMED, TaskStatus.SUBMITTED, TaskStatus.REVISION_ASKED));
        TABLE.put(Step.RULING, Set.of(TaskStatus.DISPUTED, TaskStatus.APPEALED));
        TABLE.put(Step.APPEAL, Set.of(TaskStatus.RULED));
        TABLE.put(Step.LAPSE, Set.of(TaskStatus.CLAIMED, TaskStatus.REVISION_ASKED));
        TABLE.put(
                Step.REFUND,
                Set.of(TaskStatus.OPEN, TaskStatus.CLAIMED, TaskStatus.REVISION_ASKED));
        TABLE.put(Step.RELEASE, Set.of(TaskStatus.SUBMITTED));
        TABLE.put(Step.EXECUTE_RULING, Set.of(TaskStatus.RULED, TaskStatus.APPEALED));
        TABLE.put(Step.EXECUTE_DEFAULT, Set.of(TaskStatus.DISPUTED));
    }

    private static final Set<Step> BEFORE_THE_CLOCK =
            Set.of(
                    Step.CLAIM,
                    Step.SUBMISSION,
                    Step.REVISION,
                    Step.DISPUTE,
                    Step.RULING,
                    Step.APPEAL);
    private static final Set<Step> AFTER_THE_CLOCK =
            Set.of(
                    Step.LAPSE,
                    Step.REFUND,
                    Step.RELEASE,
                    Step.EXECUTE_RULING,
                    Step.EXECUTE_DEFAULT);

    static Stream<Arguments> everyStepInEveryStatus() {
        return Arrays.stream(Step.values())
                .filter(step -> step != Step.FUNDING)
                .flatMap(
                        step ->
                                Arrays.stream(TaskStatus.values())
                                        .map(status -> Arguments.of(step, status)));
    }

    private static long whoMay(Step step) {
        return switch (step.party()) {
            case PUBLISHER, EITHER -> PUBLISHER;
            case WORKER -> WORKER;
            case STRANGER, ARBITER, ANYBODY -> STRANGER;
        };
    }

    private static Instant whenPossible(Step step) {
        return step == Step.REFUND ? AFTER_DEADLINE : step.isTimer() ? LATE : NOW;
    }

    @ParameterizedTest
    @MethodSource("everyStepInEveryStatus")
    void stepIsPossibleExactlyWhereTheContractAllowsIt(Step step, TaskStatus status) {
        Task task = TaskFixture.at(status);
        ThrowingCallable begin = () -> task.begin(step, whoMay(step), 9, NOW, whenPossible(step));

        if (TABLE.getOrDefault(step, Set.of()).contains(status)) {
            assertThatCode(begin).doesNotThrowAnyException();
            assertThat(task.pending()).extracting(PendingStep::step).isEqualTo(step);
        } else {
            ProblemException refusal = catchThrowableOfType(ProblemException.class, begin);
            assertThat(refusal.code())
                    .isEqualTo(
                            step == Step.CLAIM && status.isHeld()
                                    ? "task-claimed-already"
                                    : "task-wrong-status");
            if (refusal.code().equals("task-wrong-status")) {
                assertThat(refusal.properties()).containsEntry("found", status.name());
            }
            assertThat(task.pending()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, names = "FUNDING", mode = EnumSource.Mode.EXCLUDE)
    void clockDecidesToTheSecond(Step step) {
        Task task = TaskFixture.funded(TABLE.getOrDefault(step, Set.of()).iterator().next());
        Instant last = task.requireChain().clockEndsAt();

        assertThat(step.isPossible(task.status(), last, last.plusMillis(999)))
                .isEqualTo(!AFTER_THE_CLOCK.contains(step));
        assertThat(step.isPossible(task.status(), last, last.plusSeconds(1)))
                .isEqualTo(!BEFORE_THE_CLOCK.contains(step));
        assertThat(step.isTimer()).isEqualTo(AFTER_THE_CLOCK.contains(step));
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, names = "FUNDING", mode = EnumSource.Mode.EXCLUDE)
    void stepAtTheWrongTimeIsToldWhatItMissed(Step step) {
        Task task = TaskFixture.funded(TABLE.getOrDefault(step, Set.of()).iterator().next());
        Instant last = task.requireChain().clockEndsAt();

        if (BEFORE_THE_CLOCK.contains(step)) {
            assertThat(refusal(() -> task.begin(step, whoMay(step), 9, NOW, last.plusSeconds(1))))
                    .isEqualTo("task-deadline-passed");
        } else if (AFTER_THE_CLOCK.contains(step)) {
            assertThat(refusal(() -> task.begin(step, whoMay(step), 9, NOW, last)))
                    .isEqualTo("task-deadline-not-passed");
        } else {
            assertThatCode(() -> task.begin(step, whoMay(step), 9, NOW, last.plusSeconds(1)))
                    .doesNotThrowAnyException();
        }
    }

    static Stream<Arguments> whoMayNot() {
        return Stream.of(
                Arguments.of(Step.REVISION, TaskStatus.SUBMITTED, WORKER),
                Arguments.of(Step.REVISION, TaskStatus.SUBMITTED, STRANGER),
                Arguments.of(Step.APPROVAL, TaskStatus.SUBMITTED, WORKER),
                Arguments.of(Step.SUBMISSION, TaskStatus.CLAIMED, PUBLISHER),
                Arguments.of(Step.SUBMISSION, TaskStatus.CLAIMED, STRANGER),
                Arguments.of(Step.ABANDONMENT, TaskStatus.CLAIMED, PUBLISHER),
                Arguments.of(Step.DISPUTE, TaskStatus.SUBMITTED, STRANGER),
                Arguments.of(Step.SETTLEMENT, TaskStatus.CLAIMED, STRANGER),
                Arguments.of(Step.APPEAL, TaskStatus.RULED, STRANGER),
                Arguments.of(Step.RULING, TaskStatus.DISPUTED, PUBLISHER),
                Arguments.of(Step.RULING, TaskStatus.DISPUTED, WORKER),
                Arguments.of(Step.CANCEL, TaskStatus.OPEN, STRANGER));
    }

    @ParameterizedTest
    @MethodSource("whoMayNot")
    void stepIsForItsPartyAlone(Step step, TaskStatus status, long by) {
        Task task = TaskFixture.funded(status);

        assertThat(refusal(() -> task.begin(step, by, 9, NOW, NOW))).isEqualTo("task-not-party");
    }

    @Test
    void publisherDoesNotClaimTheOwnTask() {
        assertThat(
                        refusal(
                                () ->
                                        TaskFixture.funded(TaskStatus.OPEN)
                                                .begin(Step.CLAIM, PUBLISHER, 9, NOW, NOW)))
                .isEqualTo("task-own");
    }

    @Test
    void fundingThatNeverArrivesHoldsTheTaskForAnHour() {
        Task task = TaskFixture.awaitingFunds();
        task.rememberFunding("0xhash", NOW);

        assertThat(refusal(() -> task.withdraw(NOW.plus(Duration.ofMinutes(59)))))
                .isEqualTo("task-step-pending");
        task.withdraw(NOW.plus(Duration.ofMinutes(61)));
        assertThat(task.status()).isEqualTo(TaskStatus.DRAFT);
    }

    @Test
    void claimOnItsWayKeepsOthersOut() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);
        task.begin(Step.CLAIM, WORKER, 9, NOW, NOW);

        assertThat(refusal(() -> task.begin(Step.CLAIM, STRANGER, 10, NOW, NOW)))
                .isEqualTo("task-claimed-already");
        assertThat(refusal(() -> task.begin(Step.CANCEL, PUBLISHER, 10, NOW, NOW)))
                .isEqualTo("task-step-pending");
    }

    @Test
    void heldTaskIsNotRefundedWhileItCouldBeClaimedAgain() {
        Task task = TaskFixture.funded(TaskStatus.CLAIMED);

        assertThat(refusal(() -> task.begin(Step.REFUND, null, 9, NOW, LATE)))
                .isEqualTo("task-deadline-not-passed");
    }

    @Test
    void refundOfAHeldTaskWaitsForTheLastSecondOfTheClaimDeadline() {
        Task task = TaskFixture.funded(TaskStatus.CLAIMED);

        assertThat(refusal(() -> task.begin(Step.REFUND, null, 9, NOW, TaskFixture.DEADLINE)))
                .isEqualTo("task-deadline-not-passed");
        assertThatCode(
                        () ->
                                task.begin(
                                        Step.REFUND,
                                        null,
                                        9,
                                        NOW,
                                        TaskFixture.DEADLINE.plusSeconds(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void cancellationOnItsWayIsNoClaim() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);
        task.begin(Step.CANCEL, PUBLISHER, 9, NOW, NOW);

        assertThat(refusal(() -> task.begin(Step.CLAIM, STRANGER, 10, NOW, NOW)))
                .isEqualTo("task-step-pending");
    }

    @Test
    void taskThatNobodyFundedHasNoStepOfFundedOnes() {
        assertThat(Step.FUNDING.isPossible(TaskStatus.AWAITING_FUNDS, NOW, NOW)).isFalse();
    }

    @Test
    void revisionsAreCounted() {
        Task task = TaskFixture.funded(TaskStatus.SUBMITTED, 2);

        assertThat(refusal(() -> task.begin(Step.REVISION, PUBLISHER, 9, NOW, NOW)))
                .isEqualTo("task-no-revision-left");
    }

    @Test
    void accountOfSomebodyElseDoesNotSign() {
        Task task = TaskFixture.funded(TaskStatus.SUBMITTED);

        assertThatCode(() -> task.requireSigner(Step.APPROVAL, PUBLISHER, "0xPublisher"))
                .doesNotThrowAnyException();
        assertThat(refusal(() -> task.requireSigner(Step.APPROVAL, PUBLISHER, "0xOther")))
                .isEqualTo("wallet-changed");
    }

    @Test
    void workerSignsWithTheAccountThatClaimed() {
        Task task = TaskFixture.funded(TaskStatus.CLAIMED);

        assertThatCode(() -> task.requireSigner(Step.SUBMISSION, WORKER, "0xWorker"))
                .doesNotThrowAnyException();
        assertThat(refusal(() -> task.requireSigner(Step.SUBMISSION, WORKER, "0xPublisher")))
                .isEqualTo("wallet-changed");
    }

    @Test
    void whoClaimsBringsTheirOwnAccount() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);

        assertThatCode(() -> task.requireSigner(Step.CLAIM, STRANGER, "0xAny"))
                .doesNotThrowAnyException();
    }

    static Stream<Arguments> verbsBeforeTheFunds() {
        Consumer<Task> apply = task -> task.apply(true, NOW, LIMITS, PROPERTIES);
        Consumer<Task> revise = task -> task.revise(TaskFixture.brief(), 0);
        Consumer<Task> accept = Task::accept;
        Consumer<Task> refuse = task -> task.refuse("no");
        Consumer<Task> withdraw = task -> task.withdraw(NOW);
        Consumer<Task> fund = task -> task.rememberFunding("0xhash", NOW);
        Consumer<Task> prepare = task -> task.requireFundable(NOW, LIMITS, PROPERTIES);
        Consumer<Task> promise = task -> task.promise("0xkey");
        Consumer<Task> delete = Task::requireDraft;
        Map<Consumer<Task>, Set<TaskStatus>> allowed =
                Map.of(
                        apply, Set.of(TaskStatus.DRAFT),
                        revise, Set.of(TaskStatus.DRAFT),
                        accept, Set.of(TaskStatus.IN_REVIEW),
                        refuse, Set.of(TaskStatus.IN_REVIEW),
                        withdraw, Set.of(TaskStatus.IN_REVIEW, TaskStatus.AWAITING_FUNDS),
                        fund, Set.of(TaskStatus.AWAITING_FUNDS),
                        prepare, Set.of(TaskStatus.AWAITING_FUNDS),
                        promise, Set.of(TaskStatus.AWAITING_FUNDS),
                        delete, Set.of(TaskStatus.DRAFT));
        return allowed.entrySet().stream()
                .flatMap(
                        entry ->
                                Arrays.stream(TaskStatus.values())
                                        .map(
                                                status ->
                                                        Arguments.of(
                                                                entry.getKey(),
                                                                entry.getValue(),
                                                                status)));
    }

    @ParameterizedTest
    @MethodSource("verbsBeforeTheFunds")
    void verbBeforeTheFundsFitsItsStatusAlone(
            Consumer<Task> verb, Set<TaskStatus> allowed, TaskStatus status) {
        Task task = TaskFixture.at(status);

        if (allowed.contains(status)) {
            assertThatCode(() -> verb.accept(task)).doesNotThrowAnyException();
        } else {
            assertThat(refusal(() -> verb.accept(task))).isEqualTo("task-wrong-status");
            assertThat(task.status()).isEqualTo(status);
        }
    }

    @Test
    void applicationNeedsWhatTheContractWouldCheck() {
        Brief brief = TaskFixture.brief();
        Brief bad =
                new Brief(
                        brief.name(),
                        brief.description(),
                        brief.criteria(),
                        brief.tags(),
                        BigInteger.ONE.shiftLeft(96),
                        "0xUnknown",
                        NOW.minusSeconds(1),
                        599,
                        7_776_001,
                        16,
                        brief.mode());
        Task task = new Task(1, PUBLISHER, bad, NOW);

        ProblemException refusal =
                catchThrowableOfType(
                        ProblemException.class, () -> task.apply(true, NOW, LIMITS, PROPERTIES));

        assertThat(refusal.fields())
                .extracting(field -> field.field() + " " + field.code())
                .isEqualTo(
                        List.of(
                                "reward reward-range",
                                "token token-unknown",
                                "claimDeadline deadline-range",
                                "reviewWindow window-range",
                                "workWindow window-range",
                                "maxRevisions revisions-range"));
    }

    private static Brief brief(
            BigInteger reward, Duration ahead, int window, int revisions, String name) {
        Brief brief = TaskFixture.brief();
        return new Brief(
                name,
                brief.description(),
                brief.criteria(),
                brief.tags(),
                reward,
                brief.token(),
                NOW.plus(ahead),
                window,
                window,
                revisions,
                brief.mode());
    }

    private static List<String> gaps(Brief brief) {
        return brief.gaps(NOW, LIMITS, PROPERTIES).stream()
                .map(gap -> gap.field() + " " + gap.code())
                .toList();
    }

    @Test
    void boundsOfTheContractAreWithinReach() {
        BigInteger most = BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);

        assertThat(gaps(brief(BigInteger.ONE, Duration.ofMinutes(10), 600, 0, "Scales"))).isEmpty();
        assertThat(gaps(brief(most, Duration.ofDays(365), 7_776_000, 15, "Scales"))).isEmpty();
    }

    @Test
    void whatLiesOneBeyondTheBoundsOfTheContractIsAGap() {
        assertThat(gaps(brief(BigInteger.ZERO, Duration.ofSeconds(599), 599, -1, " ")))
                .containsExactly(
                        "name required",
                        "reward reward-range",
                        "claimDeadline deadline-range",
                        "reviewWindow window-range",
                        "workWindow window-range",
                        "maxRevisions revisions-range");
        assertThat(
                        gaps(
                                brief(
                                        BigInteger.ONE.shiftLeft(96),
                                        Duration.ofSeconds(31_536_001),
                                        7_776_001,
                                        16,
                                        "Scales")))
                .containsExactly(
                        "reward reward-range",
                        "claimDeadline deadline-range",
                        "reviewWindow window-range",
                        "workWindow window-range",
                        "maxRevisions revisions-range");
    }

    @Test
    void emptyDraftLacksEverything() {
        Brief empty =
                new Brief(
                        "",
                        " ",
                        List.of(),
                        List.of(),
                        null,
                        "",
                        null,
                        null,
                        null,
                        null,
                        TaskMode.FIRST_COME);

        assertThat(gaps(empty))
                .containsExactly(
                        "name required",
                        "description required",
                        "criteria required",
                        "reward required",
                        "claimDeadline required",
                        "reviewWindow required",
                        "workWindow required",
                        "maxRevisions required");
    }

    @Test
    void stepThatWillNotComeIsWaitedForNoLonger() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);
        task.begin(Step.CLAIM, WORKER, 9, NOW, NOW);

        task.abandonStep();

        assertThat(task.pending()).isNull();
    }

    @Test
    void fundingIsRefusedOnceTheClaimDeadlineIsTooNear() {
        Task task = TaskFixture.awaitingFunds();

        assertThat(
                        refusal(
                                () ->
                                        task.requireFundable(
                                                TaskFixture.DEADLINE.minusSeconds(599),
                                                LIMITS,
                                                PROPERTIES)))
                .isEqualTo("task-incomplete");
    }

    @Test
    void newApplicationForgetsWhyTheLastWasRefused() {
        Task task = TaskFixture.inReview();
        task.refuse("Account sharing");

        task.apply(false, NOW, LIMITS, PROPERTIES);

        assertThat(task.refusalReason()).isNull();
    }

    @Test
    void draftIsRevisedByWhoSawItsLastVersionAlone() {
        assertThat(refusal(() -> TaskFixture.draft().revise(TaskFixture.brief(), 1)))
                .isEqualTo("task-version-conflict");
    }

    @Test
    void withdrawalForgetsAFundingThatNeverArrived() {
        Task task = TaskFixture.awaitingFunds();
        task.rememberFunding("0xhash", NOW);

        task.withdraw(NOW.plus(Duration.ofHours(1)));

        assertThat(task.pending()).isNull();
    }

    @Test
    void newClockAloneEndsWaiting() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);
        task.begin(Step.CLAIM, WORKER, 9, NOW, NOW);
        ChainState again = new ChainState("0xkey", "0xPublisher", null, null, 200L, LATE, 0, null);

        task.follow(
                TaskStatus.OPEN, again, TaskFixture.terms(), Content.of(TaskFixture.brief()), LATE);

        assertThat(task.pending()).isNull();
    }

    @Test
    void taskThatIsOpenAgainCameOnTheMarketOnce() {
        Task task = TaskFixture.funded(TaskStatus.CLAIMED);

        task.follow(
                TaskStatus.OPEN,
                TaskFixture.state(null, 0),
                TaskFixture.terms(),
                Content.of(TaskFixture.brief()),
                LATE);

        assertThat(task.openedAt()).isEqualTo(NOW);
    }

    @Test
    void fundingOfOtherTermsBringsItsOwnWordsBack() {
        Task task = TaskFixture.draft();
        Brief promised = TaskFixture.byApplication();

        task.follow(
                TaskStatus.OPEN,
                TaskFixture.state(null, 0),
                TaskFixture.terms(),
                Content.of(promised),
                NOW);

        assertThat(task.brief()).isEqualTo(promised);
        assertThat(task.promiseKey()).isEqualTo("0xkey");
    }

    @Test
    void fundingThatWasTakenBackLeavesNoTrace() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);
        task.begin(Step.CLAIM, WORKER, 9, NOW, NOW);

        task.unfund();

        assertThat(task.status()).isEqualTo(TaskStatus.AWAITING_FUNDS);
        assertThat(task.chain()).isNull();
        assertThat(task.pending()).isNull();
        assertThat(task.openedAt()).isNull();
    }

    private static CurrentUser reader(long id, Role role) {
        return new CurrentUser(id, 1, Set.of(role), false);
    }

    @Test
    void insidersAreBothSidesAndTheArbiter() {
        Task task = TaskFixture.funded(TaskStatus.DISPUTED);

        assertThat(task.isInsider(reader(PUBLISHER, Role.TASK_PUBLISHER))).isTrue();
        assertThat(task.isInsider(reader(WORKER, Role.PLAYER))).isTrue();
        assertThat(task.isInsider(reader(STRANGER, Role.SYSTEM_ADMIN))).isTrue();
        assertThat(task.isInsider(reader(STRANGER, Role.PLAYER))).isFalse();
        assertThat(task.isInsider(null)).isFalse();
    }

    @Test
    void newerWordOfTheChainEndsWaiting() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);
        task.begin(Step.CLAIM, WORKER, 9, NOW, NOW);

        task.follow(
                TaskStatus.CLAIMED,
                TaskFixture.state(WORKER, 0),
                TaskFixture.terms(),
                Content.of(TaskFixture.brief()),
                NOW);

        assertThat(task.pending()).isNull();
        assertThat(task.status()).isEqualTo(TaskStatus.CLAIMED);
    }

    @Test
    void sameWordAgainLeavesThePendingStep() {
        Task task = TaskFixture.funded(TaskStatus.OPEN);
        task.begin(Step.CLAIM, WORKER, 9, NOW, NOW);

        task.follow(
                TaskStatus.OPEN,
                TaskFixture.state(null, 0),
                TaskFixture.terms(),
                Content.of(TaskFixture.brief()),
                NOW);

        assertThat(task.pending()).isNotNull();
    }

    private static String refusal(ThrowingCallable call) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.code();
    }
}
