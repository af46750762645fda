package io.guildhall.defaults.grpc;

import io.grpc.MethodDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientDefaultServiceConfigCustomizer;

/** Writes the service config of a channel: round robin over all addresses, retries where they do no harm. */
final class IdempotentRetries implements GrpcClientDefaultServiceConfigCustomizer {
    private static final Map<String, Object> POLICY =
            Map.of(
                    "maxAttempts",
                    3.0,
                    "initialBackoff",
                    "0.05s",
                    "maxBackoff",
                    "0.5s",
                    "backoffMultiplier",
                    2.0,
                    "retryableStatusCodes",
                    List.of("UNAVAILABLE"));

    private final List<RetriedService> services;

    IdempotentRetries(List<RetriedService> services) {
        this.services = services;
    }

    @Override
    public void customize(String channel, Map<String, Object> config) {
        config.putIfAbsent("loadBalancingConfig", List.of(Map.of("round_robin", Map.of())));
        // Retries stop when a tenth of the calls fails: they must not keep down what is overloaded.
        config.putIfAbsent("retryThrottling", Map.of("maxTokens", 20.0, "tokenRatio", 0.1));
        List<Map<String, Object>> names = new ArrayList<>();
        for (RetriedService retried : services) {
            if (retried.channel().equals(channel)) {
                retried.service().getMethods().stream()
                        .filter(MethodDescriptor::isIdempotent)
                        .map(IdempotentRetries::name)
                        .forEach(names::add);
            }
        }
        if (!names.isEmpty()) {
            config.putIfAbsent(
                    "methodConfig", List.of(Map.of("name", names, "retryPolicy", POLICY)));
        }
    }

    private static Map<String, Object> name(MethodDescriptor<?, ?> method) {
        return Map.of(
                "service", String.valueOf(method.getServiceName()),
                "method", String.valueOf(method.getBareMethodName()));
    }
}
