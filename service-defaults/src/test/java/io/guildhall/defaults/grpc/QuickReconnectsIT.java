package io.guildhall.defaults.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.guildhall.localstack.process.ChildProcess;
import io.guildhall.localstack.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel and a server that is really killed. */
class QuickReconnectsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** By itself the channel comes to seven in the time. */
    private static final int MANY_TRIES = 20;

    @TempDir Path folder;
    private final QuickReconnects reconnects = new QuickReconnects(Duration.ofMillis(50));
    private final int port = new Ports().any();
    private final ManagedChannel channel =
            NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    private ChildProcess server;

    @SuppressWarnings("NullAway.Init")
    QuickReconnectsIT() {}

    @AfterEach
    void close() {
        channel.shutdownNow();
        reconnects.close();
        server.kill();
    }

    @Test
    void findsAKilledServerAsSoonAsItIsBack() throws Exception {
        reconnects.watch(channel);
        start();
        assertThat(served(probe())).isTrue();

        server.kill();
        // A call on the connection that is dead and not yet known to be would fail, and nobody
        // would wait for the server.
        await().atMost(PATIENCE).until(() -> channel.getState(false) != ConnectivityState.READY);
        ListenableFuture<HealthCheckResponse> waiting = probe();
        try (HangingUp line = new HangingUp(port)) {
            await().atMost(PATIENCE).until(() -> line.calls.get() >= MANY_TRIES);
        }
        assertThat(waiting).isNotDone();
        start();

        assertThat(served(waiting)).isTrue();
    }

    private void start() {
        server = ServerProcess.start(port, folder);
        await().atMost(Duration.ofMinutes(2)).until(this::listens);
    }

    private boolean listens() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private ListenableFuture<HealthCheckResponse> probe() {
        return HealthGrpc.newFutureStub(channel)
                .withWaitForReady()
                .check(HealthCheckRequest.getDefaultInstance());
    }

    private static boolean served(ListenableFuture<HealthCheckResponse> answer) throws Exception {
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getStatus()
                == ServingStatus.SERVING;
    }

    /** Holds the port while its server is away, and counts who tries to get through. */
    private static final class HangingUp implements AutoCloseable {
        private final AtomicInteger calls = new AtomicInteger();
        private final ServerSocket line;

        HangingUp(int port) throws IOException {
            line = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::hangUp);
        }

        private void hangUp() {
            while (!line.isClosed()) {
                try (Socket _ = line.accept()) {
                    calls.incrementAndGet();
                } catch (IOException e) {
                    return; // closed: the server comes back
                }
            }
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }
}
