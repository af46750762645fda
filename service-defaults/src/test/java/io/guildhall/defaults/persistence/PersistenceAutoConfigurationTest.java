package io.guildhall.defaults.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

class PersistenceAutoConfigurationTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(PersistenceAutoConfiguration.class));

    @Test
    void timeIsUtcAndIdsAreThereWithoutADatabase() {
        runner.run(
                context -> {
                    assertThat(context.getBean(Clock.class).getZone()).isEqualTo(ZoneOffset.UTC);
                    assertThat(context.getBean(IdGenerator.class).next()).isPositive();
                    assertThat(context).doesNotHaveBean(PhysicalNamingStrategy.class);
                });
    }

    @Test
    void refusesANodeThatDoesNotFitIntoAnId() {
        runner.withPropertyValues("guildhall.persistence.node=1024")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void addsItsMigrationsToTheServicesOwn() {
        runner.withBean(DataSource.class, () -> Mockito.mock(DataSource.class))
                .run(
                        context -> {
                            FluentConfiguration flyway =
                                    new FluentConfiguration().locations("classpath:db/migration");

                            context.getBean(FlywayConfigurationCustomizer.class).customize(flyway);

                            assertThat(flyway.getLocations())
                                    .extracting(Object::toString)
                                    .containsExactlyInAnyOrder(
                                            "classpath:db/migration", "classpath:db/defaults");
                            assertThat(flyway.isOutOfOrder()).isTrue();
                        });
    }

    @Test
    void whatAServiceWritesWinsOverTheDefaults() {
        MockEnvironment environment =
                new MockEnvironment().withProperty("spring.jpa.open-in-view", "true");

        new PersistenceDefaults().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("spring.jpa.open-in-view")).isEqualTo("true");
        assertThat(environment.getProperty("spring.jpa.hibernate.ddl-auto")).isEqualTo("validate");
    }
}
