package io.guildhall.defaults.grpc;

import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.grpc.client.ChannelBuilderOptions;
import org.springframework.grpc.client.GrpcChannelFactory;

/**
 * Has channels try again every few seconds as long as the other service cannot be reached. By itself gRPC waits longer after each
 * failure, up to two minutes, and has no setting for it; a service that is back would be missed for as long.
 */
final class QuickReconnects implements BeanPostProcessor, AutoCloseable {
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("grpc-reconnects").daemon().factory());
    private final Duration pause;

    QuickReconnects(Duration pause) {
        this.pause = pause;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof GrpcChannelFactory factory ? new Watched(factory, this) : bean;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    void watch(ManagedChannel channel) {
        follow(channel, channel.getState(false), new AtomicBoolean());
    }

    private void follow(ManagedChannel channel, ConnectivityState seen, AtomicBoolean trying) {
        channel.notifyWhenStateChanged(
                seen,
                () -> {
                    ConnectivityState now = channel.getState(false);
                    if (now == ConnectivityState.SHUTDOWN) {
                        return;
                    }
                    if (now == ConnectivityState.TRANSIENT_FAILURE
                            && trying.compareAndSet(false, true)) {
                        tryAfterPause(channel, trying);
                    }
                    follow(channel, now, trying);
                });
    }

    private void tryAfterPause(ManagedChannel channel, AtomicBoolean trying) {
        var _ =
                timer.schedule(
                        () -> tryAgain(channel, trying), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tryAgain(ManagedChannel channel, AtomicBoolean trying) {
        ConnectivityState now = channel.getState(false);
        if (now == ConnectivityState.READY || now == ConnectivityState.SHUTDOWN) {
            trying.set(false);
            return;
        }
        channel.resetConnectBackoff();
        tryAfterPause(channel, trying);
    }

    /** Makes channels that are watched. */
    private record Watched(GrpcChannelFactory factory, QuickReconnects reconnects)
            implements GrpcChannelFactory {
        @Override
        public boolean supports(String target) {
            return factory.supports(target);
        }

        @Override
        public boolean supports(ClientInterceptor interceptor) {
            return factory.supports(interceptor);
        }

        @Override
        public ManagedChannel createChannel(String target, ChannelBuilderOptions options) {
            ManagedChannel channel = factory.createChannel(target, options);
            reconnects.watch(channel);
            return channel;
        }
    }
}
