package io.guildhall.localstack.infrastructure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the ends of logs. */
public final class Logs {
    private static final int BYTES = 32_768;

    private Logs() {}

    /** The last lines of a file, indented; a word instead when there are none. */
    public static String lastLines(Path log, int count) {
        if (!Files.exists(log)) {
            return "  (nothing was written)";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            file.seek(start);
            byte[] end = new byte[(int) (file.length() - start)];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return lines.isEmpty()
                    ? "  (nothing was written)"
                    : String.join(
                            "\n",
                            lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
                                    .map(line -> "  " + line)
                                    .toList());
        } catch (IOException e) {
            return "  (cannot be read: " + e.getMessage() + ")";
        }
    }
}
