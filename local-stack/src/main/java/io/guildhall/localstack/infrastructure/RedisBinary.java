package io.guildhall.localstack.infrastructure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Redis' server, taken out of the jar that carries it for every platform. */
final class RedisBinary {
    private final Path jar;
    private final NativeCache cache;

    RedisBinary(Path jar, NativeCache cache) {
        this.jar = jar;
        this.cache = cache;
    }

    Path path() {
        String version = jar.getFileName().toString().replace(".jar", "");
        return cache.folder("redis-of-" + version, this::unpack).resolve("redis-server");
    }

    private void unpack(Path target) throws IOException {
        String platform =
                System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-amd64";
        try (ZipFile file = new ZipFile(jar.toFile())) {
            ZipEntry entry =
                    file.stream()
                            .filter(
                                    candidate ->
                                            candidate
                                                    .getName()
                                                    .matches("redis-server-[\\w.-]+-" + platform))
                            .max(Comparator.comparing(ZipEntry::getName))
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    "no Redis for " + platform + " in " + jar));
            Path binary = target.resolve("redis-server");
            try (InputStream in = file.getInputStream(entry)) {
                Files.copy(in, binary);
            }
            if (!binary.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + binary + " executable");
            }
        }
    }
}
