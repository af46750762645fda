package io.guildhall.defaults.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuickReconnectsTest {
    private final QuickReconnects reconnects = new QuickReconnects(Duration.ofMillis(5));
    private final PlayedChannel channel = new PlayedChannel();

    @BeforeEach
    void watch() {
        reconnects.watch(channel);
    }

    @AfterEach
    void close() {
        reconnects.close();
    }

    @Test
    void triesAgainAsLongAsTheOtherSideIsAway() {
        channel.becomes(ConnectivityState.CONNECTING);
        channel.becomes(ConnectivityState.TRANSIENT_FAILURE);

        await().until(() -> channel.tries.get() >= 3);
    }

    @Test
    void leavesAChannelAloneThatIsConnected() {
        channel.becomes(ConnectivityState.TRANSIENT_FAILURE);
        await().until(() -> channel.tries.get() >= 1);

        channel.becomes(ConnectivityState.READY);

        await().during(Duration.ofMillis(100)).until(channel::rests);
    }

    @Test
    void comesBackToAChannelThatFailsAgain() {
        channel.becomes(ConnectivityState.TRANSIENT_FAILURE);
        await().until(() -> channel.tries.get() >= 1);
        channel.becomes(ConnectivityState.READY);
        await().during(Duration.ofMillis(100)).until(channel::rests);
        int before = channel.tries.get();

        channel.becomes(ConnectivityState.TRANSIENT_FAILURE);

        await().until(() -> channel.tries.get() > before);
        assertThat(channel.getState(false)).isEqualTo(ConnectivityState.TRANSIENT_FAILURE);
    }

    /** A channel whose state the test says. */
    private static final class PlayedChannel extends ManagedChannel {
        private final AtomicInteger tries = new AtomicInteger();
        private int seen = -1;
        private ConnectivityState state = ConnectivityState.IDLE;
        private Runnable callback = () -> {};

        synchronized void becomes(ConnectivityState next) {
            state = next;
            Runnable told = callback;
            callback = () -> {};
            told.run();
        }

        /** Whether nothing was tried since it was last asked. */
        boolean rests() {
            int before = seen;
            seen = tries.get();
            return before == seen || before == -1;
        }

        @Override
        public synchronized ConnectivityState getState(boolean connect) {
            return state;
        }

        @Override
        public synchronized void notifyWhenStateChanged(ConnectivityState from, Runnable told) {
            callback = told;
        }

        @Override
        public void resetConnectBackoff() {
            tries.incrementAndGet();
        }

        @Override
        public ManagedChannel shutdown() {
            return this;
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public ManagedChannel shutdownNow() {
            return this;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }

        @Override
        public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
            throw new AssertionError("nobody calls");
        }

        @Override
        public String authority() {
            return "played";
        }
    }
}
