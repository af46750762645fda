package io.guildhall.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A built frontend in a folder of its own, and a secret beside it that must not leave. */
public record Pages(Path folder) {
    public static final String PAGE = "<!doctype html><title>Guildhall</title>" + " ".repeat(4000);
    public static final String SCRIPT = "console.log('guildhall')\n".repeat(200);
    public static final String ROBOTS = "User-agent: *\n";
    public static final String BROTLI = "pretends to be brotli";

    static Pages inNewFolder() {
        try {
            Path around = Files.createTempDirectory("gateway-pages");
            Files.writeString(around.resolve("secret.txt"), "secret");
            Path folder = Files.createDirectories(around.resolve("dist"));
            Path assets = Files.createDirectories(folder.resolve("assets"));
            Files.writeString(folder.resolve("index.html"), PAGE);
            Files.writeString(folder.resolve("robots.txt"), ROBOTS);
            Files.writeString(assets.resolve("app-1a2b3c.js"), SCRIPT);
            Files.write(assets.resolve("app-1a2b3c.js.gz"), gzip(SCRIPT));
            Files.writeString(assets.resolve("app-1a2b3c.js.br"), BROTLI);
            return new Pages(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String location() {
        return folder.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
