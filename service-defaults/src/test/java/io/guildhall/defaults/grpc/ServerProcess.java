package io.guildhall.defaults.grpc;

import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.guildhall.localstack.process.ChildProcess;
import io.guildhall.localstack.process.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** A gRPC server in a process of its own, so that it can be killed. It answers probes of its health. */
final class ServerProcess {
    private ServerProcess() {}

    /** Takes the port. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        NettyServerBuilder.forAddress(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])))
                .addService(new HealthStatusManager().getHealthService())
                .build()
                .start()
                .awaitTermination();
    }

    static ChildProcess start(int port, Path folder) {
        return ChildProcess.start(
                new Command(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ServerProcess.class.getName(),
                                Integer.toString(port)),
                        folder,
                        folder.resolve("server.log")));
    }
}
