package io.guildhall.localstack.infrastructure;

import io.guildhall.localstack.process.Command;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs the servers as child processes, from what the build took out of the package registries. */
public final class NativeBackend implements Backend {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Artifacts artifacts = new Artifacts();
    private final NativeCache cache;

    /** With the user's cache folder. */
    public NativeBackend() {
        this(NativeCache.ofUser());
    }

    NativeBackend(NativeCache cache) {
        this.cache = cache;
    }

    @Override
    public MySqlServer mysql(Place place) {
        MySqlBinaries binaries = new MySqlBinaries(artifacts.mysql(), cache);
        return new MySqlServer(
                server(
                        "mysql",
                        place,
                        () -> mysqlCommand(binaries, place),
                        MySqlServer.probe(place.port())));
    }

    private static Command mysqlCommand(MySqlBinaries binaries, Place place) {
        Path data = place.directory().resolve("data");
        binaries.provide(data);
        Path accounts = write(place.directory().resolve("accounts.sql"), MySqlServer.accounts());
        List<String> line = binaries.server();
        line.addAll(
                List.of(
                        "--datadir=" + data,
                        "--init-file=" + accounts,
                        "--bind-address=127.0.0.1",
                        "--port=" + place.port(),
                        // Relative to the data directory: a socket's path must be short.
                        "--socket=mysql.sock",
                        "--pid-file=mysql.pid",
                        "--mysqlx=OFF",
                        "--skip-name-resolve",
                        "--skip-log-bin",
                        "--performance-schema=OFF",
                        "--max-connections=300",
                        "--default-time-zone=+00:00",
                        "--character-set-server=utf8mb4",
                        "--innodb-buffer-pool-size=96M",
                        "--innodb-redo-log-capacity=" + MySqlServer.REDO_LOG,
                        "--innodb-flush-method=O_DIRECT"));
        return new Command(line, place.directory(), place.log());
    }

    @Override
    public RedisServer redis(Place place) {
        RedisBinary binary = new RedisBinary(artifacts.redis(), cache);
        return new RedisServer(
                server(
                        "redis",
                        place,
                        () -> redisCommand(binary, place),
                        Probe.redis(place.port())));
    }

    private static Command redisCommand(RedisBinary binary, Place place) {
        return new Command(
                List.of(
                        binary.path().toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(place.port()),
                        "--databases",
                        String.valueOf(RedisServer.DATABASES),
                        "--maxmemory",
                        "128mb",
                        "--appendonly",
                        "yes",
                        "--save",
                        "",
                        "--dir",
                        place.directory().toString()),
                place.directory(),
                place.log());
    }

    @Override
    public KafkaServer kafka(Place place) {
        KafkaNode node = new KafkaNode(artifacts.libraries(), cache);
        return new KafkaServer(
                server("kafka", place, () -> node.command(place), Probe.kafka(place.port())));
    }

    @Override
    public MailServer mail(Place place, int pagePort) {
        return new MailServer(
                server("mail", place, () -> mailCommand(place, pagePort), Probe.smtp(place.port())),
                pagePort);
    }

    private Command mailCommand(Place place, int pagePort) {
        List<String> line =
                new ArrayList<>(
                        JavaRuntime.line(
                                48,
                                List.of("-Xshare:auto"),
                                Artifacts.ownClasses() + File.pathSeparator + artifacts.libraries(),
                                "io.guildhall.localstack.mail.MailSink"));
        line.add(String.valueOf(place.port()));
        line.add(String.valueOf(pagePort));
        line.add(place.directory().resolve("mails").toString());
        return new Command(line, place.directory(), place.log());
    }

    @Override
    public ChainNode chain(Place place) {
        Foundry foundry = new Foundry(artifacts.contracts());
        ChainState state = new ChainState(place.directory());
        return new ChainNode(
                server(
                        "chain",
                        place,
                        () -> chainCommand(foundry, place, state.provide()),
                        Probe.jsonRpc(place.port())),
                state);
    }

    private static Command chainCommand(Foundry foundry, Place place, Path state) {
        return new Command(
                List.of(
                        foundry.anvil().toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(place.port()),
                        "--chain-id",
                        String.valueOf(ChainNode.CHAIN_ID),
                        "--accounts",
                        String.valueOf(ChainNode.ACCOUNTS),
                        "--state",
                        state.toString(),
                        "--state-interval",
                        "5",
                        "--silent"),
                place.directory(),
                place.log());
    }

    private static NativeServer server(
            String name, Place place, Supplier<Command> command, Probe probe) {
        return new NativeServer(name, place.port(), command, probe, START, STOP);
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
