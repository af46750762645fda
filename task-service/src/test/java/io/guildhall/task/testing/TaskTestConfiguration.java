package io.guildhall.task.testing;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.guildhall.defaults.outbox.Outbox;
import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.security.TestTokens;
import io.guildhall.defaults.testing.Api;
import java.util.Objects;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.support.TransactionOperations;

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
    PlayedChain playedChain(PlayedEscrow escrow, Outbox outbox, TransactionOperations transaction) {
        escrow.tell(
                (key, message) ->
                        transaction.executeWithoutResult(
                                _ -> outbox.append("guildhall.chain.v1", key, message)));
        return escrow.chain();
    }

    @Bean
    @Lazy
    Life life(Api api, PlayedChain chain) {
        return new Life(api, chain);
    }

    @Bean
    People people(PlayedUsers users, IdGenerator ids) {
        return new People(users, ids);
    }
}
