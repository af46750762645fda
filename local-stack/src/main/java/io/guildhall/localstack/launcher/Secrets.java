package io.guildhall.localstack.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Supplier;

/** The secrets of one state folder: made up when they are first asked for, and kept for its owner alone to read. */
final class Secrets {
    private static final int BYTES = 32;

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final Properties values = new Properties();

    Secrets(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** 32 random bytes in base64. */
    String key(String name) {
        return value(name, () -> Base64.getEncoder().encodeToString(bytes()));
    }

    /** Letters and digits, for an account of the database. */
    String password(String name) {
        return value(name, () -> HexFormat.of().formatHex(bytes()));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private synchronized String value(String name, Supplier<String> fresh) {
        String known = values.getProperty(name);
        if (known != null) {
            return known;
        }
        String value = fresh.get();
        values.setProperty(name, value);
        write();
        return value;
    }

    private void write() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            StringWriter text = new StringWriter();
            values.store(text, "Of this machine only");
            Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
