package io.guildhall.localstack.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What must outlive this process. One that is killed while it writes leaves the file as it was. */
public final class JsonFile<T> {
    private final Path file;
    private final TypeReference<T> type;

    /** A file of that kind of content, which need not be there yet. */
    public JsonFile(Path file, TypeReference<T> type) {
        this.file = file;
        this.type = type;
    }

    /**
     * Empty before anything was written.
     *
     * @throws IllegalStateException when it is no such file
     */
    public Optional<T> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonMapper.shared().readValue(Files.readAllBytes(file), type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new IllegalStateException(file + " cannot be read: start with --fresh", e);
        }
    }

    /** All of it, in place of what was there. */
    public void write(T content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.write(
                    unfinished,
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(content));
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
