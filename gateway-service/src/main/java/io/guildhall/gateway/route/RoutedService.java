package io.guildhall.gateway.route;

import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * A service behind the gateway and the paths that it owns.
 *
 * @param id the service's name, which is also its breaker's and its document's
 * @param area what people call the part of the site that is gone when the service is
 * @param address where it listens
 * @param paths path patterns; no two services may share one
 */
public record RoutedService(
        String id, String area, Function<RouteProperties, URI> address, List<String> paths) {

    /** Every service, a line each. */
    public static final List<RoutedService> ALL =
            List.of(
                    service(
                            "user-service",
                            "accounts",
                            RouteProperties::userService,
                            "/api/v1/auth/**",
                            "/api/v1/me/**",
                            "/api/v1/users/**",
                            "/api/v1/admin/**",
                            "/api/v1/site",
                            "/.well-known/jwks.json"),
                    service(
                            "task-service",
                            "tasks",
                            RouteProperties::taskService,
                            "/api/v1/tasks/**",
                            "/api/v1/task-files/**",
                            "/api/v1/task-reviews/**",
                            "/api/v1/task-disputes/**",
                            "/api/v1/task-escrow"));

    /** Where the service describes its API, at the gateway. */
    public String documentPath() {
        return "/v3/api-docs/" + id;
    }

    URI addressIn(RouteProperties properties) {
        return address.apply(properties);
    }

    private static RoutedService service(
            String id, String area, Function<RouteProperties, URI> address, String... paths) {
        return new RoutedService(id, area, address, List.of(paths));
    }
}
