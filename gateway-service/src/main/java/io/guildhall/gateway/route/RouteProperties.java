package io.guildhall.gateway.route;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where each service listens. A later service is one component here and one line in {@link RoutedService}.
 *
 * @param userService base address of user-service, such as {@code http://localhost:8081}
 * @param taskService base address of task-service
 */
@Validated
@ConfigurationProperties("guildhall.routes")
public record RouteProperties(@NotNull URI userService, @NotNull URI taskService) {
    public RouteProperties {
        requireHttp("guildhall.routes.user-service", userService);
        requireHttp("guildhall.routes.task-service", taskService);
    }

    private static void requireHttp(String name, URI address) {
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "%s is '%s', expected an address such as http://host:port"
                            .formatted(name, address));
        }
    }
}
