package io.guildhall.task.testing;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Starts user-service and chain-adapter as plays, on a port of their own, for one context. */
final class PlayedNeighbours
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        PlayedUsers users = new PlayedUsers();
        PlayedEscrow escrow = new PlayedEscrow();
        Server server;
        try {
            server =
                    NettyServerBuilder.forAddress(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                            .addService(users)
                            .addService(escrow)
                            .build()
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.getBeanFactory().registerSingleton("playedUsers", users);
        context.getBeanFactory().registerSingleton("playedEscrow", escrow);
        context.addApplicationListener(
                event -> {
                    if (event instanceof ContextClosedEvent) {
                        server.shutdownNow();
                    }
                });
        String target = "static://127.0.0.1:" + server.getPort();
        TestPropertyValues.of(
                        "spring.grpc.client.channel.user-service.target=" + target,
                        "spring.grpc.client.channel.chain-adapter.target=" + target)
                .applyTo(context);
    }
}
