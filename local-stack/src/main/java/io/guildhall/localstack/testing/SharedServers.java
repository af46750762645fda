package io.guildhall.localstack.testing;

import io.guildhall.localstack.infrastructure.Artifacts;
import io.guildhall.localstack.infrastructure.Backend;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.infrastructure.ContainerBackend;
import io.guildhall.localstack.infrastructure.Contracts;
import io.guildhall.localstack.infrastructure.KafkaServer;
import io.guildhall.localstack.infrastructure.MailServer;
import io.guildhall.localstack.infrastructure.MySqlServer;
import io.guildhall.localstack.infrastructure.NativeBackend;
import io.guildhall.localstack.infrastructure.Place;
import io.guildhall.localstack.infrastructure.RedisServer;
import io.guildhall.localstack.infrastructure.Server;
import io.guildhall.localstack.process.Ports;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers of this test JVM, each started when the first test asks for it. */
public final class SharedServers {
    /** The system property that names the backend. */
    public static final String BACKEND = "guildhall.test.backend";

    private static final SharedServers INSTANCE = new SharedServers(chosenBackend());

    private final Backend backend;
    private final Ports ports = new Ports();
    private final TestFolder folder = TestFolder.create();
    private final ConcurrentMap<Infrastructure, Server> servers = new ConcurrentHashMap<>();
    private final AtomicInteger schemas = new AtomicInteger();
    private final AtomicInteger redisDatabases = new AtomicInteger();

    private SharedServers(Backend backend) {
        this.backend = backend;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shared-servers"));
    }

    /** Those of this JVM. */
    public static SharedServers get() {
        return INSTANCE;
    }

    /** The one that {@link #BACKEND} names. */
    public static Backend chosenBackend() {
        return backend(System.getProperty(BACKEND, "native"));
    }

    static Backend backend(String name) {
        return switch (name) {
            case "native" -> new NativeBackend();
            case "testcontainers" -> new ContainerBackend();
            default ->
                    throw new IllegalArgumentException(
                            BACKEND + " is " + name + ": expected native or testcontainers");
        };
    }

    /** Starts what does not run yet, all at the same time. */
    public void start(Collection<Infrastructure> wanted) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> starts =
                    Set.copyOf(wanted).stream()
                            .map(
                                    one ->
                                            one == Infrastructure.CONTRACTS
                                                    ? Infrastructure.CHAIN
                                                    : one)
                            .distinct()
                            .map(one -> threads.submit(() -> server(one).start()))
                            .toList();
            for (Future<?> start : starts) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the infrastructure of the tests does not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** MySQL. */
    public MySqlServer mysql() {
        return (MySqlServer) server(Infrastructure.MYSQL);
    }

    /** Redis. */
    public RedisServer redis() {
        return (RedisServer) server(Infrastructure.REDIS);
    }

    /** Kafka. */
    public KafkaServer kafka() {
        return (KafkaServer) server(Infrastructure.KAFKA);
    }

    /** The mail server. */
    public MailServer mail() {
        return (MailServer) server(Infrastructure.MAIL);
    }

    /** The development chain. */
    public ChainNode chain() {
        return (ChainNode) server(Infrastructure.CHAIN);
    }

    /** Where the escrow is on the development chain, which runs: it is put there for who first asks. */
    public synchronized Contracts.Escrow escrow() {
        Contracts contracts =
                new Contracts(
                        new Artifacts().contracts(),
                        chain(),
                        folder.data().resolve("deployment.json"),
                        folder.logs().resolve("contracts.log"));
        if (!contracts.deployed()) {
            contracts.deploy();
        }
        return contracts.escrow();
    }

    /** A new schema, empty, with an account of its own. */
    public MySqlServer.Access newSchema() {
        return mysql().createSchema("test_" + schemas.incrementAndGet(), "test-only");
    }

    /** The number of a logical database of Redis that nobody has used. */
    public int newRedisDatabase() {
        return redisDatabases.getAndIncrement() % RedisServer.DATABASES;
    }

    private Server server(Infrastructure one) {
        return servers.computeIfAbsent(one, this::create);
    }

    private Server create(Infrastructure one) {
        return switch (one) {
            case MYSQL -> backend.mysql(place(one));
            case REDIS -> backend.redis(place(one));
            case KAFKA -> backend.kafka(place(one));
            case MAIL -> backend.mail(place(one), ports.any());
            case CHAIN -> backend.chain(place(one));
            case CONTRACTS -> throw new IllegalArgumentException("they are no server");
        };
    }

    private Place place(Infrastructure one) {
        String name = one.name().toLowerCase(Locale.ROOT);
        Path log = folder.logs().resolve(name + ".log");
        return new Place(folder.data().resolve(name), log, ports.any());
    }

    private void end() {
        endProcesses(servers.values());
        folder.deleteData();
    }

    /** Containers are Testcontainers' to end: without its reaper it removes them by a hook of its own, at this very moment. */
    static void endProcesses(Collection<Server> servers) {
        servers.stream().filter(server -> server.pid().isPresent()).forEach(Server::kill);
    }
}
