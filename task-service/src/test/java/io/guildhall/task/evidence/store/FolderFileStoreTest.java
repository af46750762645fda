package io.guildhall.task.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.task.evidence.FileProperties;
import io.guildhall.task.evidence.FileProperties.Storage;
import io.guildhall.task.evidence.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFileStoreTest extends FileStoreContract {
    @TempDir private Path around;
    private Path folder;
    private FileStore store;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(around.resolve("files"));
        store = new FolderFileStore(new FileProperties(Storage.FOLDER, folder, null, 1, 1, 1));
    }

    @Override
    FileStore store() {
        return store;
    }

    @Override
    void takeAway() throws IOException {
        Files.move(folder, around.resolve("elsewhere"));
        Files.createFile(folder);
    }

    @Override
    void bringBack() throws IOException {
        Files.delete(folder);
        Files.move(around.resolve("elsewhere"), folder);
    }

    @Test
    void whoReadsWhileAFileIsKeptAgainFindsAllOfIt() throws Exception {
        byte[] bytes = new byte[4_000_000];
        store.put("553648127364851208", bytes);
        CompletableFuture<Void> kept =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 20; i++) {
                                store.put("553648127364851208", bytes);
                            }
                        });

        while (!kept.isDone()) {
            assertThat(store.get("553648127364851208").orElseThrow()).hasSize(bytes.length);
        }

        kept.get();
    }

    @Test
    void folderThatIsNotMountedHasNoAnswer() throws IOException {
        Files.move(folder, around.resolve("elsewhere"));

        assertUnavailable(() -> store.get("553648127364851207"));
    }
}
