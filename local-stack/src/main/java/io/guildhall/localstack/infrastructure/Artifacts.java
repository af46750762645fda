package io.guildhall.localstack.infrastructure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Where the build found what child processes run. */
public final class Artifacts {
    private static final String FILE = "artifacts.properties";

    private final Properties properties = new Properties();

    /** As the build wrote it down. */
    public Artifacts() {
        try (InputStream in = Artifacts.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(
                        FILE + " is missing: build the module local-stack with Maven");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The zip of MySQL's binaries. */
    Path mysql() {
        return existing("mysql");
    }

    /** The jar that carries Redis' binaries. */
    Path redis() {
        return existing("redis");
    }

    /** The folder of the contracts, with the development node among its packages. */
    public Path contracts() {
        return existing("contracts").normalize();
    }

    /** The libraries of child JVMs: jars only, or the JVM refuses to cache them. */
    String libraries() {
        return value("classpath");
    }

    /** This module's own classes: a jar, or a folder while a build runs. */
    static Path ownClasses() {
        try {
            return Path.of(
                    Artifacts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path existing(String key) {
        Path path = Path.of(value(key));
        if (!Files.exists(path)) {
            throw new IllegalStateException(
                    key
                            + " is not at "
                            + path
                            + ": build the module local-stack again, with Maven");
        }
        return path;
    }

    private String value(String key) {
        String value = properties.getProperty(key, "");
        if (value.isEmpty() || value.startsWith("@")) {
            throw new IllegalStateException(
                    FILE
                            + " has no value for "
                            + key
                            + ": build the module local-stack with Maven");
        }
        return value;
    }
}
