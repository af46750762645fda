package io.guildhall.task.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.task.market.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainStoryTest {
    private static final Instant CLOCK = Instant.parse("2026-11-23T00:00:00Z");

    private static ChainEvent event(
            long block,
            ChainEventKind kind,
            @Nullable TaskStatus status,
            @Nullable String worker,
            @Nullable String account) {
        boolean goesOn = status != null;
        return new ChainEvent(
                "0xkey",
                new ChainEvent.Place(block, 0, "0xhash" + block, CLOCK, "0xtx" + block),
                kind,
                status,
                worker,
                goesOn ? Long.valueOf(10) : null,
                goesOn ? CLOCK : null,
                goesOn ? Integer.valueOf(0) : null,
                null,
                account,
                null,
                null,
                null);
    }

    private static List<ChainEvent> life() {
        return new ArrayList<>(
                List.of(
                        event(10, ChainEventKind.FUNDED, TaskStatus.OPEN, null, "0xPublisher"),
                        event(11, ChainEventKind.CLAIMED, TaskStatus.CLAIMED, "0xW", "0xW"),
                        event(12, ChainEventKind.SUBMITTED, TaskStatus.SUBMITTED, "0xW", null),
                        event(13, ChainEventKind.APPROVED, null, null, "0xW")));
    }

    @Test
    void endKeepsWhoWorked() {
        assertThat(ChainStory.of(life()))
                .hasValueSatisfying(
                        story -> {
                            assertThat(story.status()).isEqualTo(TaskStatus.COMPLETED);
                            assertThat(story.worker()).isEqualTo("0xW");
                        });
    }

    @Test
    void creditChangesNothingInHowATaskEnded() {
        List<ChainEvent> credited = life();
        credited.add(event(13, ChainEventKind.CREDITED, null, null, "0xW"));

        assertThat(ChainStory.of(credited)).isEqualTo(ChainStory.of(life()));
    }

    @Test
    void eventsTakenBackLeaveNoTrace() {
        List<ChainEvent> shorter = life().subList(0, 2);

        assertThat(ChainStory.of(shorter))
                .hasValueSatisfying(
                        story -> assertThat(story.status()).isEqualTo(TaskStatus.CLAIMED));
        assertThat(ChainStory.of(List.of())).isEmpty();
    }

    @Test
    void rulingThatIsFinalAtOnceLeavesTheEndToItsPayment() {
        List<ChainEvent> events = new ArrayList<>(life().subList(0, 3));
        events.add(event(14, ChainEventKind.RULED, null, null, null));
        events.add(event(15, ChainEventKind.RESOLVED, null, null, "0xW"));

        assertThat(ChainStory.of(events))
                .hasValueSatisfying(
                        story -> assertThat(story.status()).isEqualTo(TaskStatus.RESOLVED));
    }

    @Test
    void approvalOfOpenTaskNamesItsWorker() {
        List<ChainEvent> events = List.of(life().getFirst(), life().getLast());

        assertThat(ChainStory.of(events))
                .hasValueSatisfying(story -> assertThat(story.worker()).isEqualTo("0xW"));
    }

    @Test
    void secondFundingAfterTheEndOpensAgain() {
        List<ChainEvent> events = life();
        events.add(event(20, ChainEventKind.FUNDED, TaskStatus.OPEN, null, "0xPublisher"));

        assertThat(ChainStory.of(events))
                .hasValueSatisfying(
                        story -> {
                            assertThat(story.status()).isEqualTo(TaskStatus.OPEN);
                            assertThat(story.worker()).isNull();
                        });
    }
}
