package io.guildhall.localstack.launcher;

import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.infrastructure.Contracts;
import io.guildhall.localstack.infrastructure.MySqlServer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every service of the system, with its settings: the one place to add another. */
final class Services {
    static final String USER = "user-service";
    static final String CHAIN = "chain-adapter";
    static final String TASK = "task-service";
    static final String GATEWAY = "gateway-service";

    /** In the order in which they are ended, backwards. */
    static final List<ServicePlan> ALL =
            List.of(
                    new ServicePlan(USER, 144, true, Services::user),
                    new ServicePlan(CHAIN, 192, true, Services::chain),
                    new ServicePlan(TASK, 192, true, Services::task),
                    new ServicePlan(GATEWAY, 128, false, Services::gateway));

    private Services() {}

    private static Map<String, Object> user(Surroundings around) {
        Map<String, Object> settings = backend(USER, around);
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", around.mail().port());
        settings.put("guildhall.chain.rpc-url", around.chain().rpcUrl());
        settings.put("guildhall.chain.id", ChainNode.CHAIN_ID);
        settings.put("guildhall.user.public-url", around.publicUrl());
        settings.put(
                "guildhall.user.key-encryption-secret",
                around.secrets().key("user.key-encryption-secret"));
        settings.put("guildhall.user.mail-from", "Guildhall <guildhall@example.org>");
        settings.put("guildhall.user.bootstrap-token-file", around.state().bootstrapToken());
        return settings;
    }

    private static Map<String, Object> chain(Surroundings around) {
        Map<String, Object> settings = backend(CHAIN, around);
        Contracts.Escrow escrow = around.contracts().escrow();
        settings.put("guildhall.chain.id", ChainNode.CHAIN_ID);
        settings.put("guildhall.chain.rpc-url", around.chain().rpcUrl());
        settings.put("guildhall.chain.push-url", around.chain().pushUrl());
        settings.put("guildhall.chain.escrow.address", escrow.address());
        settings.put("guildhall.chain.escrow.start-block", escrow.block());
        settings.put("guildhall.chain.guard.tokens[0]", around.contracts().testToken());
        return settings;
    }

    private static Map<String, Object> task(Surroundings around) {
        Map<String, Object> settings = backend(TASK, around);
        settings.put("guildhall.task.rpc-url", around.chain().rpcUrl());
        settings.put("guildhall.task.files.folder", around.state().taskFiles());
        settings.put("guildhall.task.tokens[0].symbol", "ETH");
        settings.put("guildhall.task.tokens[0].decimals", 18);
        settings.put("guildhall.task.tokens[1].address", around.contracts().testToken());
        settings.put("guildhall.task.tokens[1].symbol", "TEST");
        settings.put("guildhall.task.tokens[1].decimals", 18);
        callsService(settings, USER, around);
        callsService(settings, CHAIN, around);
        return settings;
    }

    private static void callsService(
            Map<String, Object> settings, String name, Surroundings around) {
        settings.put(
                "spring.grpc.client.channel." + name + ".target",
                "static://127.0.0.1:" + around.grpcPort(name));
    }

    private static Map<String, Object> gateway(Surroundings around) {
        Map<String, Object> settings = common(GATEWAY, around);
        settings.put("guildhall.routes.user-service", around.url(USER));
        settings.put("guildhall.routes.task-service", around.url(TASK));
        settings.put(
                "guildhall.frontend.connect-origins",
                List.of("http://127.0.0.1:" + around.chain().port()));
        if (Files.isDirectory(around.frontend())) {
            settings.put("guildhall.frontend.location", around.frontend());
        }
        return settings;
    }

    /** What every service behind the gateway has. */
    private static Map<String, Object> backend(String name, Surroundings around) {
        Map<String, Object> settings = common(name, around);
        MySqlServer.Access access =
                around.mysql().access(schema(name), password(name, around.secrets()));
        settings.put("spring.datasource.url", access.url());
        settings.put("spring.datasource.username", access.username());
        settings.put("spring.datasource.password", access.password());
        settings.put("spring.kafka.bootstrap-servers", around.kafka().bootstrapServers());
        settings.put("spring.grpc.server.port", around.grpcPort(name));
        settings.put("guildhall.service.secret", around.secrets().key("service.secret"));
        return settings;
    }

    private static Map<String, Object> common(String name, Surroundings around) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("spring.profiles.active", "local");
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", around.port(name));
        settings.put("spring.data.redis.host", "127.0.0.1");
        settings.put("spring.data.redis.port", around.redis().port());
        settings.put("guildhall.security.jwks-uri", around.url(USER) + "/.well-known/jwks.json");
        return settings;
    }

    /** How a program that is no service gets into MySQL: as user-service. */
    static String mysqlUrl(Surroundings around) {
        return "mysql://%s:%s@127.0.0.1:%d/%s"
                .formatted(
                        schema(USER),
                        password(USER, around.secrets()),
                        around.mysql().port(),
                        schema(USER));
    }

    static String schema(String service) {
        return service.replace('-', '_');
    }

    static String password(String service, Secrets secrets) {
        return secrets.password("mysql." + schema(service));
    }
}
