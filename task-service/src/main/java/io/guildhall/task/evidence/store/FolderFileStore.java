package io.guildhall.task.evidence.store;

import io.guildhall.task.evidence.FileProperties;
import io.guildhall.task.evidence.FileStore;
import io.guildhall.task.evidence.FilesUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Files in a folder. */
@Component
@ConditionalOnProperty(
        name = "guildhall.task.files.storage",
        havingValue = "folder",
        matchIfMissing = true)
class FolderFileStore implements FileStore {
    private static final Logger log = LoggerFactory.getLogger(FolderFileStore.class);

    private final Path folder;

    FolderFileStore(FileProperties properties) {
        this.folder = Objects.requireNonNull(properties.folder());
    }

    @Override
    public void put(String name, byte[] bytes) {
        Path place = place(name);
        Path unfinished = place.resolveSibling(name + ".part");
        try {
            Files.createDirectories(place.getParent());
            Files.write(unfinished, bytes);
            try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            // Whoever reads finds all of it or nothing.
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unavailable("keep", place, e);
        }
    }

    @Override
    public Optional<byte[]> get(String name) {
        Path place = place(name);
        try {
            return Optional.of(Files.readAllBytes(place));
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(folder)) {
                return Optional.empty();
            }
            throw unavailable("read", place, e);
        } catch (IOException e) {
            throw unavailable("read", place, e);
        }
    }

    @Override
    public void delete(String name) {
        Path place = place(name);
        try {
            Files.deleteIfExists(place);
        } catch (IOException e) {
            throw unavailable("delete", place, e);
        }
    }

    private Path place(String name) {
        return folder.resolve(StoredPath.of(name));
    }

    private static FilesUnavailable unavailable(String verb, Path place, IOException cause) {
        log.error("Cannot {} {}", verb, place, cause);
        return new FilesUnavailable(cause);
    }
}
