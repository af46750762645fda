package io.guildhall.defaults.grpc;

import io.grpc.BindableService;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerBuilder;
import io.guildhall.defaults.security.UserContext;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.grpc.client.GrpcChannelBuilderCustomizer;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.util.function.SingletonSupplier;

/** Service tokens, allow-lists, deadlines, errors, retries and virtual threads for gRPC. */
@AutoConfiguration(
        afterName = "io.guildhall.defaults.security.AccessAutoConfiguration",
        before = {GrpcServerAutoConfiguration.class, GrpcClientAutoConfiguration.class})
@ConditionalOnBean(UserContext.class)
@EnableConfigurationProperties({ServiceProperties.class, CallProperties.class})
class GrpcDefaultsAutoConfiguration {
    @Bean
    ServiceTokens serviceTokens(ServiceProperties service, ObjectProvider<Clock> clock) {
        return new ServiceTokens(
                service.name(), service.key(), clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    GrpcProblems grpcProblems() {
        return new GrpcProblems();
    }

    @Bean
    @GlobalServerInterceptor
    IncomingCalls incomingCalls(
            ServiceTokens tokens,
            ObjectProvider<BindableService> services,
            UserContext users,
            GrpcProblems problems) {
        SingletonSupplier<CallRules> rules =
                SingletonSupplier.of(() -> new CallRules(services.stream().toList()));
        return new IncomingCalls(tokens, rules::obtain, users, problems);
    }

    /** {@code spring.threads.virtual.enabled} does not reach the gRPC server. */
    @Bean
    <T extends ServerBuilder<T>> ServerBuilderCustomizer<T> virtualThreads() {
        return builder -> builder.executor(Executors.newVirtualThreadPerTaskExecutor());
    }

    @Bean
    <T extends ManagedChannelBuilder<T>> GrpcChannelBuilderCustomizer<T> outgoingCalls(
            ServiceTokens tokens, UserContext users, CallProperties calls) {
        return (target, builder) ->
                builder.intercept(new OutgoingCalls(target, tokens, users, calls.deadline()));
    }

    @Bean
    static QuickReconnects quickReconnects() {
        return new QuickReconnects(Duration.ofSeconds(3));
    }

    @Bean
    IdempotentRetries idempotentRetries(ObjectProvider<RetriedService> services) {
        return new IdempotentRetries(services.stream().toList());
    }
}
