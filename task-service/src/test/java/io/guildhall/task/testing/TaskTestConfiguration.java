package io.guildhall.task.testing;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.security.TestTokens;
import java.util.Objects;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Lets tests inject people and the door that they come through. */
@TestConfiguration(proxyBeanMethods = false)
class TaskTestConfiguration {
    @Bean
    JWKSource<SecurityContext> tokenKeys() {
        return TestTokens.keys();
    }

    @Bean
    @Lazy
    Api api(WebServerApplicationContext service) {
        return new Api(Objects.requireNonNull(service.getWebServer()).getPort());
    }

    @Bean
    People people(PlayedUsers users, IdGenerator ids) {
        return new People(users, ids);
    }
}
