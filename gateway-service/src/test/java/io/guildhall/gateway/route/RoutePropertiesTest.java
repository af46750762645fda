package io.guildhall.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class RoutePropertiesTest {
    private static final URI GOOD = URI.create("http://service:8081");

    @Test
    void addressComesFromTheEnvironment() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "GUILDHALL_ROUTES_USER_SERVICE",
                                        "http://users:8081",
                                        "GUILDHALL_ROUTES_TASK_SERVICE",
                                        "http://tasks:8082")));
        ConfigurationPropertySources.attach(environment);

        RouteProperties properties =
                Binder.get(environment).bind("guildhall.routes", RouteProperties.class).get();

        assertThat(properties.userService()).isEqualTo(URI.create("http://users:8081"));
        assertThat(properties.taskService()).isEqualTo(URI.create("http://tasks:8082"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8081", "ftp://users", "http:///path", "users"})
    void refusesWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> new RouteProperties(URI.create(address), GOOD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guildhall.routes.user-service")
                .hasMessageContaining(address);
    }

    @Test
    void namesTheAddressThatIsNone() {
        assertThatThrownBy(() -> new RouteProperties(GOOD, URI.create("tasks")))
                .hasMessageContaining("guildhall.routes.task-service");
    }

    @Test
    void noTwoServicesShareAPath() {
        assertThat(RoutedService.ALL.stream().flatMap(service -> service.paths().stream()))
                .doesNotHaveDuplicates();
        assertThat(RoutedService.ALL).extracting(RoutedService::id).doesNotHaveDuplicates();
    }
}
