package io.guildhall.defaults.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/** Adds the shared properties below everything that a service or its environment says. */
final class ServiceDefaultsEnvironment implements EnvironmentPostProcessor, Ordered {
    private static final String FOLDER = "META-INF/guildhall/";

    ServiceDefaultsEnvironment() {}

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("local"))) {
            add(environment, "defaults-local.properties");
        } else {
            add(environment, "defaults-deployed.properties");
        }
        add(environment, "defaults.properties");
    }

    private static void add(ConfigurableEnvironment environment, String file) {
        try {
            environment
                    .getPropertySources()
                    .addLast(
                            new ResourcePropertySource(
                                    "guildhall " + file, new ClassPathResource(FOLDER + file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
