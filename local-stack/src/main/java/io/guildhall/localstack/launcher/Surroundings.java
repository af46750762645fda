package io.guildhall.localstack.launcher;

import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.infrastructure.Contracts;
import io.guildhall.localstack.infrastructure.KafkaServer;
import io.guildhall.localstack.infrastructure.MailServer;
import io.guildhall.localstack.infrastructure.MySqlServer;
import io.guildhall.localstack.infrastructure.RedisServer;
import java.nio.file.Path;
import java.util.Map;

/**
 * All that a service can be told about where it runs.
 *
 * @param ports the HTTP port of each service
 * @param grpcPorts the gRPC port of each service
 * @param frontend the built SPA
 */
record Surroundings(
        MySqlServer mysql,
        RedisServer redis,
        KafkaServer kafka,
        MailServer mail,
        ChainNode chain,
        Contracts contracts,
        Secrets secrets,
        StateFolder state,
        Map<String, Integer> ports,
        Map<String, Integer> grpcPorts,
        Path frontend) {

    String url(String service) {
        return "http://127.0.0.1:" + port(service);
    }

    int port(String service) {
        return of(ports, service);
    }

    int grpcPort(String service) {
        return of(grpcPorts, service);
    }

    /** Where people find the site. */
    String publicUrl() {
        return "http://localhost:" + port(Services.GATEWAY);
    }

    private static int of(Map<String, Integer> ports, String service) {
        Integer port = ports.get(service);
        if (port == null) {
            throw new IllegalArgumentException(
                    "no port for " + service + ": expected one of " + ports.keySet());
        }
        return port;
    }
}
