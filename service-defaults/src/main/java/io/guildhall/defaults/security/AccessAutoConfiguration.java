package io.guildhall.defaults.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.guildhall.defaults.problem.ProblemResponses;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Access tokens, access rules, security headers, secrets that are secret. */
@AutoConfiguration(
        afterName = "io.guildhall.defaults.problem.ProblemAutoConfiguration",
        before = {
            OAuth2ResourceServerAutoConfiguration.class,
            OAuth2ResourceServerWebSecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(SecurityProperties.class)
class AccessAutoConfiguration {
    private static final String[] OPEN_ENDPOINTS = {
        "/actuator/health", "/actuator/health/*", "/actuator/info", "/actuator/prometheus"
    };

    /** Events that wait for a person: to be seen, and to be sent again. */
    private static final String[] OPERATORS_ENDPOINTS = {
        "/actuator/outbox",
        "/actuator/outbox/**",
        "/actuator/deadletters",
        "/actuator/deadletters/**"
    };

    @Bean
    static SecretsCheck secretsCheck(Environment environment) {
        return new SecretsCheck(environment);
    }

    /** The keys of the issuer, unless the service brings the source itself. */
    @Bean
    @ConditionalOnMissingBean({JWKSource.class, JwtDecoder.class})
    JWKSource<SecurityContext> publishedKeys(SecurityProperties properties) {
        URI location = properties.jwksUri();
        if (location == null) {
            throw new IllegalStateException(
                    "guildhall.security.jwks-uri is missing, expected the address of the issuer's keys");
        }
        return AccessTokenDecoders.published(location);
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder accessTokenDecoder(
            JWKSource<SecurityContext> keys,
            SecurityProperties properties,
            TokenCutoffs cutoffs,
            ObjectProvider<Clock> clock) {
        JwtDecoder verifier =
                AccessTokenDecoders.decoder(
                        keys, properties.issuer(), clock.getIfAvailable(Clock::systemUTC));
        return token -> cutoffs.passing(verifier.decode(token));
    }

    @Bean
    TokenCutoffs tokenCutoffs(
            StringRedisTemplate redis, SecurityProperties properties, ObjectProvider<Clock> clock) {
        return new TokenCutoffs(
                TokenCutoffs.in(redis),
                properties.cutoffPause(),
                clock.getIfAvailable(Clock::systemUTC));
    }

    /**
     * None of the security filters' own: they are work on every request, and nobody reads them. Refusals are
     * counted by the status of the answer.
     */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    UserContext userContext(JwtDecoder decoder) {
        return new UserContext(decoder);
    }

    @Bean
    SecurityFilterChain apiSecurity(
            HttpSecurity http, JwtDecoder decoder, ProblemResponses responses) {
        return http.authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(OPEN_ENDPOINTS)
                                        .permitAll()
                                        .requestMatchers(OPERATORS_ENDPOINTS)
                                        .access(AccessAutoConfiguration::mayManageSystem)
                                        .requestMatchers("/actuator", "/actuator/**")
                                        .denyAll()
                                        // AccessGuard decides by the method that is going to run.
                                        .anyRequest()
                                        .permitAll())
                .oauth2ResourceServer(
                        tokens ->
                                tokens.bearerTokenResolver(new BearerTokens())
                                        .jwt(
                                                jwt ->
                                                        jwt.decoder(decoder)
                                                                .jwtAuthenticationConverter(
                                                                        new CurrentUserReader()))
                                        .authenticationEntryPoint(
                                                (request, response, failure) ->
                                                        responses.write(failure, request, response))
                                        .accessDeniedHandler(
                                                (request, response, failure) ->
                                                        responses.write(failure, request, response))
                                        .withObjectPostProcessor(answerOutages(responses)))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie authenticates a request here: there is nothing to forge.
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy ->
                                                        policy.policyDirectives(
                                                                "default-src 'none';"
                                                                        + " frame-ancestors 'none'"))
                                        .referrerPolicy(
                                                policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                                        .frameOptions(frames -> frames.deny()))
                .build();
    }

    private static AuthorizationDecision mayManageSystem(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext request) {
        return new AuthorizationDecision(
                authentication.get() instanceof CurrentUserAuthentication user
                        && user.getPrincipal().may(Permission.MANAGE_SYSTEM));
    }

    /** Keys out of reach are an outage of ours, which the filter would throw at the container. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answerOutages(
            ProblemResponses responses) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(
                        (request, response, failure) ->
                                responses.write(failure, request, response));
                return filter;
            }
        };
    }

    @Bean
    AccessGuard accessGuard(UserContext users) {
        return new AccessGuard(users);
    }

    @Bean
    AccessGuard.StartCheck accessRulesCheck(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new AccessGuard.StartCheck(mappings.stream().toList());
    }

    @Bean
    WebMvcConfigurer accessRules(AccessGuard guard, UserContext users) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(guard);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CurrentUserArgument(users));
            }
        };
    }
}
