package io.guildhall.user.testing;

import io.guildhall.defaults.testing.Api;
import io.guildhall.user.account.Accounts;
import java.util.Objects;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Lets tests inject people and the door that they come through. */
@TestConfiguration(proxyBeanMethods = false)
class PeopleConfiguration {
    @Bean
    @Lazy
    Api api(WebServerApplicationContext service) {
        return new Api(Objects.requireNonNull(service.getWebServer()).getPort());
    }

    @Bean
    @Lazy
    People people(Api api, Accounts accounts) {
        return new People(api, accounts);
    }
}
