package io.guildhall.defaults.persistence;

import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.Location;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Time and ids for everybody; names and the defaults' own migrations where there is a database. */
@AutoConfiguration(
        after = DataSourceAutoConfiguration.class,
        before = {FlywayAutoConfiguration.class, HibernateJpaAutoConfiguration.class})
@EnableConfigurationProperties(PersistenceProperties.class)
class PersistenceAutoConfiguration {
    static final String MIGRATIONS = "classpath:db/defaults";

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    IdGenerator idGenerator(PersistenceProperties properties, Clock clock) {
        return new TsidIdGenerator(properties.node(), clock);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(PhysicalNamingStrategy.class)
    @ConditionalOnBean(DataSource.class)
    static class Naming {
        @Bean
        @ConditionalOnMissingBean
        PhysicalNamingStrategy physicalNamingStrategy() {
            return new WrittenTableNames();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(DataSource.class)
    static class Housekeeping {
        @Bean
        Housekeeper housekeeper(DataSource dataSource, ObjectProvider<ExpiringTable> tables) {
            return new Housekeeper(JdbcClient.create(dataSource), tables.orderedStream().toList());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Flyway.class)
    @ConditionalOnBean(DataSource.class)
    static class Migrations {
        /**
         * The defaults' migrations are V0_001 and up, below every service's V001. A later one reaches schemas
         * that already passed V001, hence out of order.
         */
        @Bean
        FlywayConfigurationCustomizer defaultsMigrations() {
            return configuration -> {
                Location[] own = configuration.getLocations();
                String[] locations = new String[own.length + 1];
                for (int i = 0; i < own.length; i++) {
                    locations[i] = own[i].toString();
                }
                locations[own.length] = MIGRATIONS;
                configuration.locations(locations).outOfOrder(true);
            };
        }
    }
}
