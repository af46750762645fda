package io.guildhall.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    @TempDir Path root;

    @Test
    void preparesAnEntryOnceForAllWhoAskAtTheSameTime() throws Exception {
        AtomicInteger preparations = new AtomicInteger();
        List<Future<Path>> answers = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                answers.add(
                        threads.submit(
                                () ->
                                        new NativeCache(root)
                                                .folder(
                                                        "entry",
                                                        target -> {
                                                            preparations.incrementAndGet();
                                                            Files.writeString(
                                                                    target.resolve("file"),
                                                                    "content");
                                                        })));
            }
        }

        assertThat(preparations).hasValue(1);
        for (Future<Path> answer : answers) {
            assertThat(answer.get().resolve("file")).hasContent("content");
        }
    }

    @Test
    void aFailedPreparationLeavesNoEntryAndIsTriedAgain() {
        NativeCache cache = new NativeCache(root);
        assertThatThrownBy(
                        () ->
                                cache.folder(
                                        "entry",
                                        target -> {
                                            Files.writeString(target.resolve("half"), "");
                                            throw new IOException("no space");
                                        }))
                .hasRootCauseMessage("no space");

        Path entry =
                cache.folder("entry", target -> Files.writeString(target.resolve("whole"), ""));

        assertThat(entry.resolve("half")).doesNotExist();
        assertThat(entry.resolve("whole")).exists();
    }
}
