package io.guildhall.task.work;

import static io.guildhall.task.market.TaskFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.task.escrow.ConsentKind;
import io.guildhall.task.escrow.ConsentMessage;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.TaskFixture;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsentTest {
    private static final long OPENED_IN = 100;
    private static final Instant END = NOW.plusSeconds(60);
    private static final ChainState HELD = TaskFixture.state(TaskFixture.WORKER, 0);

    private static Consent consent(
            ConsentKind kind, String key, long openedIn, String worker, @Nullable Integer round) {
        boolean settles = kind == ConsentKind.SETTLEMENT;
        return new Consent(
                1,
                TaskFixture.ID,
                TaskFixture.PUBLISHER,
                "0xPublisher",
                new ConsentMessage(
                        kind,
                        key,
                        openedIn,
                        worker,
                        round,
                        null,
                        settles ? 4_000 : null,
                        settles ? END : null),
                null,
                null,
                NOW);
    }

    private static Consent offer() {
        Consent offer = consent(ConsentKind.SETTLEMENT, "0xkey", OPENED_IN, "0xWorker", null);
        offer.sign("0xsignature", NOW);
        return offer;
    }

    @Test
    void consentSpeaksOfItsOwnTaskOpeningRoundAndWorker() {
        ConsentKind kind = ConsentKind.REVISION;

        assertThat(consent(kind, "0xkey", OPENED_IN, "0xWorker", 0).speaksOf(HELD)).isTrue();
        assertThat(consent(kind, "0xother", OPENED_IN, "0xWorker", 0).speaksOf(HELD)).isFalse();
        assertThat(consent(kind, "0xkey", 99, "0xWorker", 0).speaksOf(HELD)).isFalse();
        assertThat(consent(kind, "0xkey", OPENED_IN, "0xWorker", 1).speaksOf(HELD)).isFalse();
        assertThat(consent(kind, "0xkey", OPENED_IN, "0xLast", 0).speaksOf(HELD)).isFalse();
    }

    @Test
    void claimSpeaksOfATaskThatNobodyHolds() {
        ChainState open = TaskFixture.state(null, 0);

        assertThat(consent(ConsentKind.CLAIM, "0xkey", OPENED_IN, "0xPlayer", null).speaksOf(open))
                .isTrue();
    }

    @Test
    void offerCountsUpToItsLastSecond() {
        assertThat(offer().isLiveOffer(HELD, END)).isTrue();
        assertThat(offer().isLiveOffer(HELD, END.plusMillis(1))).isFalse();
    }

    @Test
    void offerCountsOnceItIsSigned() {
        assertThat(
                        consent(ConsentKind.SETTLEMENT, "0xkey", OPENED_IN, "0xWorker", null)
                                .isLiveOffer(HELD, NOW))
                .isFalse();
    }

    @Test
    void offerToAnEarlierWorkerIsNoneToThisOne() {
        Consent earlier = consent(ConsentKind.SETTLEMENT, "0xkey", 99, "0xWorker", null);
        earlier.sign("0xsignature", NOW);

        assertThat(earlier.isLiveOffer(HELD, NOW)).isFalse();
    }
}
