package io.guildhall.defaults.idempotency;

import io.guildhall.defaults.persistence.ExpiringTable;
import io.guildhall.defaults.security.UserContext;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Idempotency keys for services with a database. */
@AutoConfiguration(
        after = DataSourceAutoConfiguration.class,
        afterName = "io.guildhall.defaults.security.AccessAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({DataSource.class, UserContext.class})
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyAutoConfiguration {
    /** After the guard of access rules: who may not call gets no stored answer. */
    private static final int LATE = 100;

    @Bean
    IdempotencyKeys idempotencyKeys(DataSource dataSource, IdempotencyProperties properties) {
        return new IdempotencyKeys(JdbcClient.create(dataSource), properties.claimTimeout());
    }

    @Bean
    ExpiringTable expiringIdempotencyKeys(IdempotencyProperties properties) {
        return new ExpiringTable("IdempotencyKey", "created_at", properties.retention());
    }

    @Bean
    EffectMark idempotentEffectMark(IdempotencyKeys keys) {
        return new EffectMark(keys);
    }

    /** Behind security, so that the user is known, and behind the limit of body sizes. */
    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(IdempotencyKeys keys) {
        FilterRegistrationBean<IdempotencyFilter> registration =
                new FilterRegistrationBean<>(new IdempotencyFilter(keys));
        registration.setOrder(LATE);
        return registration;
    }

    @Bean
    WebMvcConfigurer idempotencyInterceptor(IdempotencyKeys keys, UserContext users) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new IdempotencyInterceptor(keys, users)).order(LATE);
            }
        };
    }
}
