package io.guildhall.task.testing;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import io.guildhall.defaults.security.TestTokens;
import io.guildhall.defaults.testing.Api;
import io.guildhall.localstack.infrastructure.KafkaServer;
import io.guildhall.localstack.infrastructure.Probe;
import io.guildhall.localstack.process.ChildProcess;
import io.guildhall.localstack.process.Command;
import io.guildhall.localstack.process.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;

/**
 * Replicas of the service, each a process of its own as in production, on the schema, the Redis database, the consumer group
 * and the neighbours of a test's context.
 */
public final class Replicas implements AutoCloseable {
    private final Path folder;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Ports ports = new Ports();
    private final List<Replica> all = new ArrayList<>();
    private final HttpServer keys;

    public Replicas(ApplicationContext around, Path folder) {
        this.folder = folder;
        this.keys = publishKeys();
        JdbcConnectionDetails database = around.getBean(JdbcConnectionDetails.class);
        DataRedisConnectionDetails.Standalone redis =
                Objects.requireNonNull(
                        around.getBean(DataRedisConnectionDetails.class).getStandalone());
        settings.put("spring.profiles.active", "local");
        settings.put("server.address", "127.0.0.1");
        settings.put("spring.grpc.server.port", 0);
        settings.put("spring.datasource.url", database.getJdbcUrl());
        settings.put("spring.datasource.username", database.getUsername());
        settings.put("spring.datasource.password", database.getPassword());
        settings.put("spring.data.redis.host", redis.getHost());
        settings.put("spring.data.redis.port", redis.getPort());
        settings.put("spring.data.redis.database", redis.getDatabase());
        settings.put(
                "spring.kafka.bootstrap-servers",
                around.getBean(KafkaServer.class).bootstrapServers());
        settings.put(
                "guildhall.security.jwks-uri",
                "http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks.json");
        for (String shared :
                List.of(
                        "spring.kafka.consumer.group-id",
                        "spring.grpc.client.channel.user-service.target",
                        "spring.grpc.client.channel.chain-adapter.target",
                        "guildhall.task.escrow-poll")) {
            settings.put(shared, around.getEnvironment().getRequiredProperty(shared));
        }
    }

    private static HttpServer publishKeys() {
        byte[] document =
                new JWKSet(TestTokens.KEY.toPublicJWK())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/jwks.json",
                    exchange -> {
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, document.length);
                        exchange.getResponseBody().write(document);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One replica.
     *
     * @param classes where it writes down each class that it loads
     */
    public record Replica(int port, ChildProcess process, Api api, Path log, Path classes) {
        public URI uri(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        /** Whether it takes requests. */
        public boolean ready() {
            if (!process.alive()) {
                throw new IllegalStateException("the replica has ended: see " + log);
            }
            try {
                return Probe.http(port, "/actuator/health/readiness").ready();
            } catch (IOException _) {
                return false;
            }
        }
    }

    /** Starts one; it is not ready yet. */
    public Replica start(Map<String, Object> more) {
        int port = ports.any();
        Path log = folder.resolve("replica-" + port + ".log");
        Path classes = folder.resolve("replica-" + port + ".classes");
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xlog:class+load:file=" + classes,
                                "-cp",
                                classPath(),
                                "io.guildhall.task.TaskServiceApplication",
                                "--server.port=" + port,
                                "--guildhall.task.files.folder=" + folder.resolve("files")));
        settings.forEach((name, value) -> line.add("--" + name + "=" + value));
        more.forEach((name, value) -> line.add("--" + name + "=" + value));
        ChildProcess process = ChildProcess.start(new Command(line, folder, log));
        Replica replica = new Replica(port, process, new Api(port), log, classes);
        all.add(replica);
        return replica;
    }

    /** Without the tests: their configuration is not the service's. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(
                        entry ->
                                !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() {
        all.stream().map(Replica::process).filter(ChildProcess::alive).forEach(ChildProcess::kill);
        keys.stop(0);
    }
}
