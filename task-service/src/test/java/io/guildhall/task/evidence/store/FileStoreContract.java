package io.guildhall.task.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.task.evidence.FileStore;
import io.guildhall.task.evidence.FilesUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every store promises. */
abstract class FileStoreContract {
    private static final int LARGEST = 5_000_000;
    private static final byte[] NOTES = "notes".getBytes(StandardCharsets.UTF_8);

    abstract FileStore store();

    /** Puts what keeps the bytes out of reach. */
    abstract void takeAway() throws Exception;

    /** Brings it back with what it had. */
    abstract void bringBack() throws Exception;

    @Test
    void keepsEveryByteOfALargeFile() {
        byte[] bytes = new byte[LARGEST];
        new Random(7).nextBytes(bytes);

        store().put("553648127364851201", bytes);

        assertThat(store().get("553648127364851201")).hasValue(bytes);
    }

    @Test
    void hasNothingUnderANameThatNobodyUsed() {
        assertThat(store().get("553648127364851202")).isEmpty();
    }

    @Test
    void keepingTwiceIsKeepingOnce() {
        store().put("553648127364851203", NOTES);
        store().put("553648127364851203", NOTES);

        assertThat(store().get("553648127364851203")).hasValue(NOTES);
        store().delete("553648127364851203");
        assertThat(store().get("553648127364851203")).isEmpty();
    }

    @Test
    void deletingTwiceIsDeletingOnce() {
        store().put("553648127364851204", NOTES);
        store().put("553648127364851304", NOTES);

        store().delete("553648127364851204");
        store().delete("553648127364851204");

        assertThat(store().get("553648127364851204")).isEmpty();
        assertThat(store().get("553648127364851304")).hasValue(NOTES);
    }

    @Test
    void refusesWhatIsNoId() {
        assertThatThrownBy(() -> store().put("../1", NOTES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../1");
        for (String name : new String[] {"a", "", "-1", "+1", "1/2", "1".repeat(20)}) {
            assertThatThrownBy(() -> store().get(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected an id");
        }
    }

    @Test
    void outageIsToldAsOneAndLosesNothing() throws Exception {
        store().put("553648127364851205", NOTES);

        takeAway();
        try {
            assertUnavailable(() -> store().put("553648127364851206", NOTES));
            assertUnavailable(() -> store().get("553648127364851205"));
            // Never "there is nothing": that would be believed.
            assertUnavailable(() -> store().get("553648127364851206"));
            assertUnavailable(() -> store().delete("553648127364851205"));
        } finally {
            bringBack();
        }

        assertThat(store().get("553648127364851205")).hasValue(NOTES);
        store().put("553648127364851206", NOTES);
        assertThat(store().get("553648127364851206")).hasValue(NOTES);
    }

    static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FilesUnavailable.class,
                        it -> assertThat(it.code()).isEqualTo("file-store-unavailable"))
                .hasCauseInstanceOf(Exception.class);
    }
}
