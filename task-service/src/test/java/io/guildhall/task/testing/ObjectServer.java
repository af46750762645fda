package io.guildhall.task.testing;

import io.guildhall.localstack.infrastructure.NativeServer;
import io.guildhall.localstack.infrastructure.Probe;
import io.guildhall.localstack.process.Command;
import io.guildhall.localstack.process.Ports;
import io.guildhall.localstack.testing.Door;
import io.guildhall.task.evidence.FileProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An S3 server with one bucket: a process, started once for all tests of a JVM, which it ends with. */
public final class ObjectServer {
    private static final Path FOLDER = Path.of("target", "s3mock").toAbsolutePath();
    private static final Path JAR = FOLDER.resolve("s3mock.jar");
    private static final String BUCKET = "evidence";
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final ObjectServer SHARED = create();

    private final NativeServer server;
    private final Door door;

    private ObjectServer(NativeServer server) {
        this.server = server;
        this.door = new Door(server.port());
    }

    /** Within reach, and awake. */
    public static ObjectServer get() {
        return SHARED;
    }

    private static ObjectServer create() {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is missing: mvn pre-integration-test has it");
        }
        try {
            Path data = Files.createTempDirectory("s3");
            Ports ports = new Ports();
            int port = ports.any();
            Command command =
                    new Command(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx192m",
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-jar",
                                    JAR.toString(),
                                    "--http.port=" + port,
                                    "--server.port=" + ports.any(),
                                    "--com.adobe.testing.s3mock.store.root=" + data,
                                    "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET),
                            FOLDER,
                            FOLDER.resolve("s3mock.log"));
            ObjectServer created =
                    new ObjectServer(
                            new NativeServer(
                                    "s3",
                                    port,
                                    () -> command,
                                    Probe.http(port, "/" + BUCKET + "?list-type=2"),
                                    START,
                                    STOP));
            created.server.start();
            created.door.open();
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How to reach the bucket, with keys of no meaning. */
    public FileProperties.Bucket bucket(Duration timeout) {
        return bucket(BUCKET, timeout);
    }

    public FileProperties.Bucket bucket(String name, Duration timeout) {
        return new FileProperties.Bucket(
                door.url(), "us-east-1", name, true, "insecure-access", "insecure-secret", timeout);
    }

    /** Nobody listens any more where it was. */
    public void takeAway() {
        door.close();
    }

    public void bringBack() {
        door.open();
    }

    /** Takes connections in and answers nobody. */
    public void freeze() {
        server.pause();
    }

    public void thaw() {
        server.resume();
    }
}
