package io.guildhall.gateway.route;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.route.builder.UriSpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import reactor.netty.http.client.PrematureCloseException;

/** Builds the routes: every service gets the same guards. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteProperties.class)
class ServiceRoutes {
    private static final String DOCUMENT = "/v3/api-docs";

    @Bean
    RouteLocator routes(RouteLocatorBuilder locator, RouteProperties properties) {
        RouteLocatorBuilder.Builder routes = locator.routes();
        for (RoutedService service : RoutedService.ALL) {
            URI address = service.addressIn(properties);
            routes.route(
                    service.id(),
                    route ->
                            route.path(service.paths().toArray(String[]::new))
                                    .filters(filters -> guarded(filters, service))
                                    .metadata("area", service.area())
                                    .uri(address));
            routes.route(
                    service.id() + "-document",
                    route ->
                            route.path(service.documentPath())
                                    .and()
                                    .method(HttpMethod.GET)
                                    .filters(filters -> guarded(filters.setPath(DOCUMENT), service))
                                    .metadata("area", service.area())
                                    .uri(address));
        }
        return routes.build();
    }

    /** The breaker sees the outcome of the retry, so that a call which succeeds in the end is no failure. */
    // The retry takes its exception classes as varargs of a generic type.
    @SuppressWarnings("unchecked")
    private static UriSpec guarded(GatewayFilterSpec filters, RoutedService service) {
        return filters.circuitBreaker(breaker -> breaker.setName(service.id()))
                .retry(
                        retry ->
                                retry.setRetries(1)
                                        .setMethods(HttpMethod.GET, HttpMethod.HEAD)
                                        .setSeries()
                                        .setExceptions(
                                                ConnectException.class,
                                                PrematureCloseException.class)
                                        .setBackoff(
                                                Duration.ofMillis(50),
                                                Duration.ofMillis(200),
                                                2,
                                                false));
    }
}
