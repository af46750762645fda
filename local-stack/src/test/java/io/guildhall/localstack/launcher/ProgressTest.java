package io.guildhall.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();
    private final Progress progress =
            new Progress(new PrintStream(written, true, StandardCharsets.UTF_8), now::get);

    @Test
    void tellsHowLongAStepTook() throws Exception {
        String result =
                progress.step(
                        "mysql",
                        () -> {
                            now.addAndGet(1_250_000_000L);
                            return "done";
                        });

        assertThat(result).isEqualTo("done");
        assertThat(written.toString(StandardCharsets.UTF_8)).matches("  ok +mysql +1\\.3 s\\R");
        assertThat(progress.elapsed()).isEqualTo("1.3 s");
    }

    @Test
    void tellsThatAStepFailed() {
        assertThatThrownBy(
                        () ->
                                progress.step(
                                        "kafka",
                                        (Runnable)
                                                () -> {
                                                    throw new IllegalStateException("no disk");
                                                }))
                .hasMessage("no disk");

        assertThat(written.toString(StandardCharsets.UTF_8)).startsWith("  FAILED kafka");
    }

    @Test
    void tellsNoStepOnceItIsHushed() throws Exception {
        progress.hush();
        progress.step("demo accounts", () -> true);
        progress.say("Guildhall ends …");

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("Guildhall ends …\n");
    }
}
