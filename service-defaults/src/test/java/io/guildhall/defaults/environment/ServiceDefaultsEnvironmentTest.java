package io.guildhall.defaults.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class ServiceDefaultsEnvironmentTest {
    @Test
    void logsJsonWhereItIsDeployedAndLinesOnTheLocalStack() {
        assertThat(environment().getProperty("logging.structured.format.console")).isEqualTo("ecs");
        assertThat(environment("local").getProperty("logging.structured.format.console")).isNull();
        assertThat(environment("local").getProperty("logging.pattern.console")).contains("%kvp");
    }

    @Test
    void knowsASecretOnTheLocalStackOnly() {
        assertThat(environment().getProperty("guildhall.service.secret")).isNull();
        assertThat(environment("local").getProperty("guildhall.service.secret")).isNotBlank();
    }

    @Test
    void hidesGrpcMethodsWhereItIsDeployed() {
        String reflection = "spring.grpc.server.reflection.enabled";

        assertThat(environment().getProperty(reflection)).isEqualTo("false");
        assertThat(environment("local").getProperty(reflection)).isEqualTo("true");
    }

    @Test
    void yieldsToWhatAServiceSays() {
        MockEnvironment environment = new MockEnvironment();
        environment.setProperty("server.shutdown", "immediate");
        postProcess(environment);

        assertThat(environment.getProperty("server.shutdown")).isEqualTo("immediate");
    }

    private static MockEnvironment environment(String... profiles) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        postProcess(environment);
        return environment;
    }

    private static void postProcess(MockEnvironment environment) {
        new ServiceDefaultsEnvironment()
                .postProcessEnvironment(environment, new SpringApplication());
    }
}
