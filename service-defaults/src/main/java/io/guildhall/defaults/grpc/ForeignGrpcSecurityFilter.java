package io.guildhall.defaults.grpc;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Keeps Boot from demanding a user's bearer token at every gRPC call as soon as a JwtDecoder exists: here the
 * calling service proves itself, and a user may come along.
 */
final class ForeignGrpcSecurityFilter implements AutoConfigurationImportFilter {
    private static final String PACKAGE =
            "org.springframework.boot.grpc.server.autoconfigure.security.";
    private static final Set<String> REPLACED =
            Set.of(
                    PACKAGE + "GrpcServerOAuth2ResourceServerAutoConfiguration",
                    PACKAGE + "GrpcServerSecurityAutoConfiguration");

    @Override
    public boolean[] match(
            @Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[autoConfigurationClasses.length];
        for (int i = 0; i < kept.length; i++) {
            String name = autoConfigurationClasses[i];
            kept[i] = name == null || !REPLACED.contains(name);
        }
        return kept;
    }
}
