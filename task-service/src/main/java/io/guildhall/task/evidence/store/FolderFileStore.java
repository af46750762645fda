package io.guildhall.task.evidence.store;

import io.guildhall.task.evidence.FileProperties;
import io.guildhall.task.evidence.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Files in a folder, in sub-folders by the end of their names, since ids begin alike. */
@Component
class FolderFileStore implements FileStore {
    private final Path folder;

    FolderFileStore(FileProperties properties) {
        this.folder = properties.folder();
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
            throw new UncheckedIOException("cannot keep " + place, e);
        }
    }

    @Override
    public Optional<byte[]> get(String name) {
        try {
            return Optional.of(Files.readAllBytes(place(name)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place(name), e);
        }
    }

    @Override
    public void delete(String name) {
        try {
            Files.deleteIfExists(place(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + place(name), e);
        }
    }

    private Path place(String name) {
        if (!name.matches("[0-9]{1,19}")) {
            throw new IllegalArgumentException("name is " + name + ", expected an id");
        }
        String end = "%02d".formatted(Long.parseLong(name) % 100);
        return folder.resolve(end).resolve(name);
    }
}
