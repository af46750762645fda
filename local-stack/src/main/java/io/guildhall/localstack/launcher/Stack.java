package io.guildhall.localstack.launcher;

import io.guildhall.localstack.infrastructure.Artifacts;
import io.guildhall.localstack.infrastructure.Backend;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.infrastructure.Contracts;
import io.guildhall.localstack.infrastructure.NativeBackend;
import io.guildhall.localstack.infrastructure.NativeServer;
import io.guildhall.localstack.infrastructure.Place;
import io.guildhall.localstack.infrastructure.Probe;
import io.guildhall.localstack.infrastructure.Server;
import io.guildhall.localstack.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/** The whole system: infrastructure first, then the services; ended the other way round. */
final class Stack {
    private static final Duration SERVICE_STARTS = Duration.ofMinutes(4);
    private static final Duration SERVICE_STOPS = Duration.ofSeconds(15);
    private static final int MAIL_PAGE = 8025;

    private final StateFolder state;
    private final Path root;
    private final Progress progress;
    private final Surroundings around;
    private final List<Server> infrastructure;
    private final List<Server> services = new ArrayList<>();

    Stack(Options options, Progress progress) {
        this.state = new StateFolder(options.state());
        this.root = options.root();
        this.progress = progress;
        Ports ports = new Ports();
        // First, so that nobody else of us takes the port that people know.
        int site = sitePort(options, ports);
        Backend backend = new NativeBackend();
        ChainNode chain = backend.chain(place("chain", ports));
        this.around =
                new Surroundings(
                        backend.mysql(place("mysql", ports)),
                        backend.redis(place("redis", ports)),
                        backend.kafka(place("kafka", ports)),
                        backend.mail(place("mail", ports), ports.from(MAIL_PAGE)),
                        chain,
                        new Contracts(
                                new Artifacts().contracts(),
                                chain,
                                state.deployment(),
                                state.log("contracts")),
                        new Secrets(state.secrets()),
                        state,
                        httpPorts(site, ports),
                        grpcPorts(ports),
                        root.resolve("frontend/dist"));
        this.infrastructure =
                List.of(
                        around.mysql(),
                        around.redis(),
                        around.kafka(),
                        around.mail(),
                        around.chain());
    }

    private static int sitePort(Options options, Ports ports) {
        if (options.port().isEmpty()) {
            return ports.from(8080);
        }
        int wanted = options.port().getAsInt();
        if (wanted == 0) {
            return ports.any();
        }
        if (!Ports.isFree(wanted)) {
            throw new Options.RefusedException("port " + wanted + " is taken by another program");
        }
        return ports.from(wanted);
    }

    private static Map<String, Integer> httpPorts(int site, Ports ports) {
        Map<String, Integer> all = new HashMap<>();
        for (ServicePlan plan : Services.ALL) {
            all.put(plan.name(), plan.name().equals(Services.GATEWAY) ? site : ports.any());
        }
        return all;
    }

    private static Map<String, Integer> grpcPorts(Ports ports) {
        Map<String, Integer> all = new HashMap<>();
        Services.ALL.forEach(plan -> all.put(plan.name(), ports.any()));
        return all;
    }

    private Place place(String name, Ports ports) {
        return new Place(state.data().resolve(name), state.log(name), ports.any());
    }

    Surroundings around() {
        return around;
    }

    /** Everything that runs, in the order of starting. */
    synchronized List<Server> servers() {
        List<Server> all = new ArrayList<>(infrastructure);
        all.addAll(services);
        return all;
    }

    void start() throws Exception {
        together(infrastructure.stream().map(this::starting).toList());
        // First: where they are is among the settings of a service.
        if (!around.contracts().deployed()) {
            progress.step("contracts on the chain", around.contracts()::deploy);
        }
        List<Callable<?>> preparations = new ArrayList<>();
        List<ServiceImage> images = new ArrayList<>();
        for (ServicePlan plan : Services.ALL) {
            if (plan.schema()) {
                around.mysql()
                        .createSchema(
                                Services.schema(plan.name()),
                                Services.password(plan.name(), around.secrets()));
            }
            ServiceImage image =
                    new ServiceImage(plan, root, root.resolve("target/local-stack/images"));
            images.add(image);
            if (!image.prepared()) {
                preparations.add(
                        () -> {
                            progress.step(
                                    plan.name() + " prepared",
                                    () ->
                                            image.prepare(
                                                    environment(plan),
                                                    state.log(plan.name() + "-preparation")));
                            return true;
                        });
            }
        }
        if (!preparations.isEmpty()) {
            progress.say(
                    "  The services are prepared for fast starts, this once: a minute or two.");
        }
        together(preparations);
        for (int i = 0; i < images.size(); i++) {
            addService(Services.ALL.get(i), images.get(i));
        }
        together(services.stream().map(this::starting).toList());
    }

    private synchronized void addService(ServicePlan plan, ServiceImage image) {
        int port = around.port(plan.name());
        services.add(
                new NativeServer(
                        plan.name(),
                        port,
                        () -> image.command(environment(plan), state.log(plan.name())),
                        Probe.http(port, "/actuator/health/readiness"),
                        SERVICE_STARTS,
                        SERVICE_STOPS));
    }

    /** All settings in one variable: names are not mangled, and no other user can read them off the process list. */
    private Map<String, String> environment(ServicePlan plan) {
        Map<String, String> texts = new HashMap<>();
        Map<String, Object> settings = plan.settings().apply(around);
        settings.forEach(
                (name, value) -> {
                    if (value instanceof List<?> list) {
                        for (int i = 0; i < list.size(); i++) {
                            texts.put(name + "[" + i + "]", String.valueOf(list.get(i)));
                        }
                    } else {
                        texts.put(name, String.valueOf(value));
                    }
                });
        return Map.of(
                "SPRING_APPLICATION_JSON",
                JsonMapper.shared().writeValueAsString(texts),
                // Each arena of the C library keeps what it once had; threads share two.
                "MALLOC_ARENA_MAX",
                "2");
    }

    private Callable<Boolean> starting(Server server) {
        return () -> {
            progress.step(server.name(), server::start);
            return true;
        };
    }

    /** Ends everything: nobody is left without what it needs. */
    void stop() throws Exception {
        for (Server server : services.reversed()) {
            server.stop();
        }
        together(infrastructure.stream().map(Stack::stopping).toList());
    }

    private static Callable<Boolean> stopping(Server server) {
        return () -> {
            server.stop();
            return true;
        };
    }

    /** Does all of it at the same time; the first failure ends the rest. */
    private static void together(List<? extends Callable<?>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Object> done = new ExecutorCompletionService<>(threads);
            for (Callable<?> one : work) {
                Future<Object> _ = done.submit(one::call);
            }
            for (int i = 0; i < work.size(); i++) {
                try {
                    Object _ = done.take().get();
                } catch (ExecutionException e) {
                    threads.shutdownNow();
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            }
        }
    }
}
