package io.guildhall.task.evidence;

import static io.guildhall.task.market.TaskFixture.NOW;
import static io.guildhall.task.market.TaskFixture.PUBLISHER;
import static io.guildhall.task.market.TaskFixture.STRANGER;
import static io.guildhall.task.market.TaskFixture.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.task.market.TaskBook;
import io.guildhall.task.market.TaskFixture;
import io.guildhall.task.market.TaskStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionOperations;

class EvidenceTest {
    private static final int LARGEST = 10;
    private static final int UNATTACHED = 2;
    private static final long OTHER_TASK = 78;
    private static final CurrentUser OWNER = user(WORKER);

    private final KeptFiles rows = new KeptFiles();
    private final KeptBytes store = new KeptBytes();
    private final TaskBook tasks = mock(TaskBook.class);

    private static CurrentUser user(long id) {
        return new CurrentUser(id, 1, Set.of(Role.PLAYER), false);
    }

    private Evidence at(Instant now) {
        return new Evidence(
                store,
                bytes -> new FileInspector.Inspected(bytes, "text/plain"),
                rows,
                tasks,
                new FileProperties(
                        FileProperties.Storage.FOLDER,
                        Path.of("unused"),
                        null,
                        LARGEST,
                        1_000_000,
                        UNATTACHED),
                TransactionOperations.withoutTransaction(),
                rows::nextId,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private final Evidence evidence = at(NOW);

    private EvidenceFile kept(CurrentUser owner) {
        return evidence.keep(owner, "a.txt", new byte[1]);
    }

    private static String refusal(ThrowingCallable call) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.code();
    }

    @Test
    void fileMayHaveAsManyBytesAsTheLargestAndNoMore() {
        assertThat(evidence.keep(OWNER, "a.txt", new byte[LARGEST]).bytes()).isEqualTo(LARGEST);

        assertThat(refusal(() -> evidence.keep(OWNER, "a.txt", new byte[LARGEST + 1])))
                .isEqualTo("file-too-large");
    }

    @Test
    void filesThatNobodyUsesAreCounted() {
        EvidenceFile used = kept(OWNER);
        kept(OWNER);

        assertThat(refusal(() -> kept(OWNER))).isEqualTo("file-limit");
        evidence.attach(OWNER, TaskFixture.ID, List.of(used.id()));
        assertThat(kept(OWNER).id()).isPositive();
        assertThat(kept(user(STRANGER)).id()).isPositive();
    }

    @Test
    void fileIsKnownOnlyOnceItsBytesAreKept() {
        store.fail = true;

        assertThat(refusal(() -> kept(OWNER))).isEqualTo("file-store-unavailable");

        assertThat(rows.countUnattached(WORKER)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "../../bag.png, bag.png",
        "'C:\\pictures\\bag.png', bag.png",
        "'a\"<b>\u0007.png', ab.png",
        "'a/ ', file",
        "'', file"
    })
    void nameIsOnlyAName(String sent, String kept) {
        assertThat(evidence.keep(OWNER, sent, new byte[1]).name()).isEqualTo(kept);
    }

    @Test
    void longNameKeepsItsEnd() {
        String name = evidence.keep(OWNER, "x".repeat(200) + ".png", new byte[1]).name();

        assertThat(name).hasSize(120).endsWith("x.png");
    }

    @Test
    void fileBelongsToTheTaskThatUsedItFirst() {
        EvidenceFile file = kept(OWNER);
        evidence.attach(OWNER, TaskFixture.ID, List.of(file.id()));

        assertThat(evidence.attach(OWNER, TaskFixture.ID, List.of(file.id())))
                .containsExactly(file);
        assertThat(refusal(() -> evidence.attach(OWNER, OTHER_TASK, List.of(file.id()))))
                .isEqualTo("file-unknown");
    }

    @Test
    void fileThatIsNamedTwiceIsOne() {
        EvidenceFile file = kept(OWNER);

        assertThat(evidence.attach(OWNER, TaskFixture.ID, List.of(file.id(), file.id())))
                .containsExactly(file);
    }

    @Test
    void oneForeignFileSpoilsAll() {
        EvidenceFile own = kept(OWNER);
        EvidenceFile foreign = kept(user(STRANGER));

        assertThat(
                        refusal(
                                () ->
                                        evidence.attach(
                                                OWNER,
                                                TaskFixture.ID,
                                                List.of(own.id(), foreign.id()))))
                .isEqualTo("file-unknown");
        assertThat(rows.countUnattached(WORKER)).isEqualTo(1);
    }

    @Test
    void fileIsUsedWithinADay() {
        EvidenceFile file = kept(OWNER);
        List<Long> wanted = List.of(file.id());
        Instant day = NOW.plus(Duration.ofDays(1));

        assertThat(refusal(() -> at(day).attach(OWNER, TaskFixture.ID, wanted)))
                .isEqualTo("file-unknown");
        assertThat(at(day.minusMillis(1)).attach(OWNER, TaskFixture.ID, wanted))
                .containsExactly(file);
    }

    @Test
    void unusedFileIsThrownAwayAnHourAfterItCouldBeUsedLast() {
        EvidenceFile used = kept(OWNER);
        EvidenceFile unused = kept(OWNER);
        evidence.attach(OWNER, TaskFixture.ID, List.of(used.id()));
        Instant end = NOW.plus(Duration.ofHours(25));

        at(end).tidy();
        assertThat(evidence.read(OWNER, unused.id()).bytes()).hasSize(1);
        at(end.plusMillis(1)).tidy();

        assertThat(refusal(() -> evidence.read(OWNER, unused.id()))).isEqualTo("file-unknown");
        assertThat(store.get(Long.toString(unused.id()))).isEmpty();
        assertThat(evidence.read(OWNER, used.id()).bytes()).hasSize(1);
    }

    @Test
    void fileOfNoTaskIsItsOwnersAlone() {
        EvidenceFile file = kept(OWNER);

        assertThat(evidence.read(OWNER, file.id()).file()).isEqualTo(file);
        assertThat(refusal(() -> evidence.read(user(PUBLISHER), file.id())))
                .isEqualTo("file-unknown");
    }

    @Test
    void fileOfATaskIsForItsInsiders() {
        EvidenceFile work = kept(OWNER);
        EvidenceFile said = kept(user(PUBLISHER));
        evidence.attach(OWNER, TaskFixture.ID, List.of(work.id()));
        evidence.attach(user(PUBLISHER), TaskFixture.ID, List.of(said.id()));
        when(tasks.get(TaskFixture.ID)).thenReturn(TaskFixture.funded(TaskStatus.DISPUTED));

        assertThat(evidence.read(user(PUBLISHER), work.id()).file()).isEqualTo(work);
        assertThat(evidence.read(OWNER, said.id()).file()).isEqualTo(said);
        assertThat(refusal(() -> evidence.read(user(STRANGER), work.id())))
                .isEqualTo("file-unknown");
    }

    @Test
    void fileOfAnEarlierWorkerIsNotForTheNext() {
        EvidenceFile earlier = kept(user(STRANGER));
        evidence.attach(user(STRANGER), TaskFixture.ID, List.of(earlier.id()));
        when(tasks.get(TaskFixture.ID)).thenReturn(TaskFixture.funded(TaskStatus.CLAIMED));

        assertThat(refusal(() -> evidence.read(OWNER, earlier.id()))).isEqualTo("file-unknown");
        assertThat(evidence.read(user(PUBLISHER), earlier.id()).file()).isEqualTo(earlier);
    }
}
