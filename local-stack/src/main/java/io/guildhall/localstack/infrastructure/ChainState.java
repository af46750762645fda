package io.guildhall.localstack.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file in which the development node keeps its chain. The node writes it in place every few seconds, so that one that
 * is killed may leave half a file, with which it never starts again. Whole ones are copied aside, and a start takes the
 * copy where the file is none.
 */
final class ChainState {
    private final Path file;
    private final Path whole;
    private final Path unchecked;

    ChainState(Path directory) {
        this.file = directory.resolve("state.json");
        this.whole = directory.resolve("state.whole.json");
        this.unchecked = directory.resolve("state.unchecked.json");
    }

    /** The file, such that the node can start with it; there is none before the first start. */
    synchronized Path provide() {
        try {
            if (Files.exists(file) && !isWhole(file)) {
                if (Files.exists(whole)) {
                    Files.copy(whole, file, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.delete(file);
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what the node has written, when it is whole and new. */
    synchronized void keep() {
        try {
            if (!Files.exists(file) || (Files.exists(whole) && Files.mismatch(file, whole) == -1)) {
                return;
            }
            // The copy is looked at, not the file: the node may be writing it just now.
            Files.copy(file, unchecked, StandardCopyOption.REPLACE_EXISTING);
            if (isWhole(unchecked)) {
                Files.move(
                        unchecked,
                        whole,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(Path json) {
        try (JsonParser parser = JsonMapper.shared().createParser(json)) {
            boolean something = false;
            while (parser.nextToken() != null) {
                something = true;
            }
            return something;
        } catch (JacksonException e) {
            return false;
        }
    }
}
