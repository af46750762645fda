package io.guildhall.gateway.identity;

import io.guildhall.gateway.edge.EdgeProperties;
import io.guildhall.gateway.edge.Networks;
import io.guildhall.gateway.frontend.ContentPolicy;
import io.guildhall.gateway.limit.LimitFilters;
import io.guildhall.gateway.problem.Problem;
import io.guildhall.gateway.problem.ProblemException;
import io.guildhall.gateway.problem.ProblemWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.server.header.CrossOriginResourcePolicyServerHttpHeadersWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The security chain. A token that is sent must be good; whether one is needed is for the service to say.
 * There is no session and no cookie of the gateway's own, hence nothing for CSRF to ride on here.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(EdgeProperties.class)
class EdgeSecurity {
    private static final String PERMISSIONS =
            "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
                    + " magnetometer=(), microphone=(), midi=(), payment=(), usb=(),"
                    + " publickey-credentials-get=(self)";

    @Bean
    SecurityWebFilterChain edgeSecurityChain(
            ServerHttpSecurity http,
            ContentPolicy policy,
            LimitFilters limits,
            ReactiveJwtDecoder tokens,
            TokenRefusals refusals,
            EdgeProperties edge) {
        return http.csrf(CsrfSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(headers -> secure(headers, policy))
                .oauth2ResourceServer(
                        server ->
                                server.bearerTokenConverter(new BearerTokens())
                                        .jwt(jwt -> jwt.jwtDecoder(tokens))
                                        .authenticationFailureHandler(refusals))
                .addFilterBefore(EdgeSecurity::refuseOtherOrigins, SecurityWebFiltersOrder.CORS)
                .addFilterBefore(limits::limitAddress, SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(limits::limitUser, SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(
                        exchanges ->
                                exchanges
                                        .pathMatchers("/actuator/prometheus")
                                        .access(from(Networks.of(edge.metricsNetworks())))
                                        .anyExchange()
                                        .permitAll())
                .exceptionHandling(
                        handling ->
                                handling.accessDeniedHandler((_, _) -> Mono.error(hidden()))
                                        .authenticationEntryPoint((_, _) -> Mono.error(hidden())))
                .build();
    }

    /**
     * None of the security filters' own: a span and two timers for each of a dozen filters are most of what the
     * door would do, and nobody reads them. Refusals are counted by the status of the answer.
     */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ServerExchangeRejectedHandler malformedRequests(ProblemWriter problems) {
        return (exchange, _) ->
                problems.write(
                        exchange,
                        Problem.of(
                                HttpStatus.BAD_REQUEST,
                                "invalid-request",
                                "The address or a header has characters that are not taken here."));
    }

    private static void secure(HeaderSpec headers, ContentPolicy policy) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy.directives()))
                .frameOptions(frames -> frames.mode(Mode.DENY))
                .hsts(hsts -> hsts.maxAge(Duration.ofDays(365)).includeSubdomains(false))
                .referrerPolicy(
                        referrer -> referrer.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                .permissionsPolicy(permissions -> permissions.policy(PERMISSIONS))
                .crossOriginOpenerPolicy(
                        opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(
                        resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }

    /** Only pages of ours call the API from a browser, so that nobody needs to ask beforehand. */
    private static Mono<Void> refuseOtherOrigins(ServerWebExchange exchange, WebFilterChain chain) {
        if (!CorsUtils.isPreFlightRequest(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return Mono.error(
                new ProblemException(
                        Problem.of(
                                HttpStatus.FORBIDDEN,
                                "origin-not-allowed",
                                "Pages of other sites may not call this API.")));
    }

    private static ReactiveAuthorizationManager<AuthorizationContext> from(Networks networks) {
        return (_, context) -> {
            InetSocketAddress client = context.getExchange().getRequest().getRemoteAddress();
            return Mono.just(
                    new AuthorizationDecision(
                            client != null && networks.contain(client.getAddress())));
        };
    }

    private static ProblemException hidden() {
        return new ProblemException(
                Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address."));
    }
}
