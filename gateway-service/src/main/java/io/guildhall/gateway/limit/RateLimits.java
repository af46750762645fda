package io.guildhall.gateway.limit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.guildhall.gateway.limit.LimitProperties.Allowance;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.filter.ratelimit.RateLimiter.Response;
import org.springframework.cloud.gateway.filter.ratelimit.RedisRateLimiter;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Token buckets in Redis. When Redis cannot be asked, requests pass uncounted, a metric says so, and for
 * some seconds Redis is not asked again: limits protect the site, they must not take it down.
 */
@Component
@EnableConfigurationProperties(LimitProperties.class)
class RateLimits {
    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);

    /** The limiter counts tokens per second: sixty of them make a request, so that rates are per minute. */
    private static final int TOKENS_PER_REQUEST = 60;

    private final RedisRateLimiter limiter;
    private final LimitProperties properties;
    private final CircuitBreaker breaker;
    private final Counter unchecked;
    private final MeterRegistry meters;
    private volatile boolean connected;

    RateLimits(RedisRateLimiter limiter, LimitProperties properties, MeterRegistry meters) {
        this.limiter = limiter;
        this.properties = properties;
        this.meters = meters;
        this.unchecked =
                Counter.builder("guildhall.gateway.limits.unchecked")
                        .description("Requests that passed uncounted because Redis did not answer")
                        .register(meters);
        this.breaker = breaker();
        for (Limit limit : Limit.values()) {
            Allowance allowance = limit.in(properties);
            limiter.getConfig()
                    .put(
                            limit.name(),
                            new RedisRateLimiter.Config()
                                    .setReplenishRate(allowance.perMinute())
                                    .setBurstCapacity((long) allowance.burst() * TOKENS_PER_REQUEST)
                                    .setRequestedTokens(TOKENS_PER_REQUEST));
        }
    }

    /** Draws on a bucket; empty when nothing is counted, because it cannot or shall not be. */
    Mono<Verdict> draw(Limit limit, String key) {
        if (!properties.enabled()) {
            return Mono.empty();
        }
        Mono<Response> answer = limiter.isAllowed(limit.name(), key);
        if (!connected) {
            // The first command connects, which blocks its thread.
            answer =
                    Mono.defer(() -> limiter.isAllowed(limit.name(), key))
                            .subscribeOn(Schedulers.boundedElastic());
        }
        return answer.timeout(properties.patience())
                .flatMap(response -> verdict(limit, response))
                .doOnNext(_ -> connected = true)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .doOnNext(verdict -> count(limit, verdict))
                .onErrorResume(
                        _ -> {
                            unchecked.increment();
                            return Mono.empty();
                        });
    }

    /** Connects and teaches Redis the script, so that no request of a user has to wait for it. */
    @EventListener(ApplicationReadyEvent.class)
    void connect() {
        if (properties.enabled()) {
            limiter.isAllowed(Limit.ADDRESS.name(), "start")
                    .subscribeOn(Schedulers.boundedElastic())
                    .subscribe();
        }
    }

    private Mono<Verdict> verdict(Limit limit, Response response) {
        String header = response.getHeaders().get(limiter.getRemainingHeader());
        long tokens = Long.parseLong(Objects.requireNonNull(header, "the limiter adds headers"));
        if (tokens < 0) {
            // This is how the limiter says that Redis failed.
            return Mono.error(new IllegalStateException("Redis did not answer"));
        }
        Allowance allowance = limit.in(properties);
        long lacking = Math.max(0, TOKENS_PER_REQUEST - tokens);
        return Mono.just(
                new Verdict(
                        allowance,
                        response.isAllowed(),
                        Math.toIntExact(tokens / TOKENS_PER_REQUEST),
                        Math.toIntExact(Math.ceilDiv(lacking, allowance.perMinute()))));
    }

    private void count(Limit limit, Verdict verdict) {
        if (!verdict.allowed()) {
            meters.counter(
                            "guildhall.gateway.limits.refused",
                            "limit",
                            limit.name().toLowerCase(Locale.ROOT))
                    .increment();
        }
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
