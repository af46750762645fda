package io.guildhall.gateway.route;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.circuitbreaker.resilience4j.ReactiveResilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigBuilder;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * A breaker per service. It opens when a service cannot be reached or does not answer in time; an answer of
 * any status is an answer, and what the client did wrong is no failure of the service.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BreakerProperties.class)
class Breakers {

    @Bean
    Customizer<ReactiveResilience4JCircuitBreakerFactory> servicesBreakers(
            BreakerProperties properties) {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(Math.toIntExact(properties.window().toSeconds()))
                        .minimumNumberOfCalls(properties.minimumCalls())
                        .failureRateThreshold(properties.failurePercent())
                        .waitDurationInOpenState(properties.openFor())
                        .permittedNumberOfCallsInHalfOpenState(properties.probes())
                        .maxWaitDurationInHalfOpenState(properties.window())
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .recordException(Breakers::isFailure)
                        .build();
        return factory ->
                factory.configureDefault(
                        id ->
                                new Resilience4JConfigBuilder(id)
                                        .circuitBreakerConfig(config)
                                        .build());
    }

    static boolean isFailure(Throwable error) {
        return error instanceof IOException
                || error instanceof TimeoutException
                || error instanceof ChannelException
                || (error instanceof ResponseStatusException answer
                        && answer.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT));
    }
}
