package io.guildhall.gateway.limit;

import io.github.bucket4j.ConsumptionProbe;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.guildhall.gateway.limit.LimitProperties.Allowance;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Decides whether a request is within its limits. When Redis has to be asked and cannot be, requests pass
 * uncounted, a metric says so, and for some seconds Redis is not asked again: limits protect the site, they must
 * not take it down.
 */
@Component
@EnableConfigurationProperties(LimitProperties.class)
class RateLimits {
    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);

    private final RedisBuckets buckets;
    private final LimitProperties properties;
    private final CircuitBreaker breaker;
    private final Counter unchecked;
    private final MeterRegistry meters;

    RateLimits(RedisBuckets buckets, LimitProperties properties, MeterRegistry meters) {
        this.buckets = buckets;
        this.properties = properties;
        this.meters = meters;
        this.unchecked =
                Counter.builder("guildhall.gateway.limits.unchecked")
                        .description("Requests that passed uncounted because Redis did not answer")
                        .register(meters);
        this.breaker = breaker();
    }

    /** Draws on a bucket; empty when nothing is counted, because it cannot or shall not be. */
    Mono<Verdict> draw(Limit limit, String key) {
        if (!properties.enabled()) {
            return Mono.empty();
        }
        Allowance allowance = limit.in(properties);
        return Mono.defer(() -> buckets.draw(limit, allowance, key))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .map(probe -> verdict(limit, allowance, probe))
                .onErrorResume(
                        _ -> {
                            unchecked.increment();
                            return Mono.empty();
                        });
    }

    /** Connects, so that no request of a user has to wait for it. */
    @EventListener(ApplicationReadyEvent.class)
    void connect() {
        if (properties.enabled()) {
            buckets.warmUp();
        }
    }

    private Verdict verdict(Limit limit, Allowance allowance, ConsumptionProbe probe) {
        if (!probe.isConsumed()) {
            meters.counter(
                            "guildhall.gateway.limits.refused",
                            "limit",
                            limit.name().toLowerCase(Locale.ROOT))
                    .increment();
        }
        return new Verdict(
                allowance,
                probe.isConsumed(),
                Math.toIntExact(probe.getRemainingTokens()),
                Math.toIntExact(
                        Math.ceilDiv(
                                probe.getNanosToWaitForRefill(), TimeUnit.SECONDS.toNanos(1))));
    }

    private static CircuitBreaker breaker() {
        CircuitBreaker breaker =
                CircuitBreaker.of(
                        "rate-limits",
                        CircuitBreakerConfig.custom()
                                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                                .slidingWindowSize(10)
                                .minimumNumberOfCalls(5)
                                .failureRateThreshold(50)
                                .waitDurationInOpenState(Duration.ofSeconds(3))
                                .permittedNumberOfCallsInHalfOpenState(2)
                                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(3))
                                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                                .build());
        breaker.getEventPublisher()
                .onStateTransition(
                        change ->
                                log.warn(
                                        "Rate limits: {}; while not closed, requests pass uncounted",
                                        change.getStateTransition()));
        return breaker;
    }
}
