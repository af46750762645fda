package io.guildhall.user.account.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.guildhall.defaults.grpc.TestCallers;
import io.guildhall.proto.user.v1.CheckPermissionRequest;
import io.guildhall.proto.user.v1.GetUsersRequest;
import io.guildhall.proto.user.v1.UserServiceGrpc;
import io.guildhall.proto.user.v1.UserServiceGrpc.UserServiceBlockingStub;
import io.guildhall.user.testing.UserServiceTest;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** Who may ask, on the wire. */
@UserServiceTest
class UserGrpcCallersIT {
    private final GrpcServerLifecycle server;
    private final String secret;
    private ManagedChannel channel;

    @SuppressWarnings("NullAway.Init")
    UserGrpcCallersIT(
            @Autowired GrpcServerLifecycle server,
            @Value("${guildhall.service.secret}") String secret) {
        this.server = server;
        this.secret = secret;
    }

    @BeforeEach
    void connect() {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    private UserServiceBlockingStub stub(ClientInterceptor... interceptors) {
        return UserServiceGrpc.newBlockingStub(channel)
                .withInterceptors(interceptors)
                .withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    private UserServiceBlockingStub as(String caller) {
        return stub(TestCallers.caller(caller, "user-service", secret));
    }

    private static Status.Code refusal(
            UserServiceBlockingStub stub, Consumer<UserServiceBlockingStub> call) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> call.accept(stub))
                .getStatus()
                .getCode();
    }

    private static void getUsers(UserServiceBlockingStub stub) {
        var _ = stub.getUsers(GetUsersRequest.newBuilder().addUserIds(1).build());
    }

    private static void checkPermission(UserServiceBlockingStub stub) {
        var _ =
                stub.checkPermission(
                        CheckPermissionRequest.newBuilder()
                                .setUserId(1)
                                .setPermission("CLAIM_TASK")
                                .build());
    }

    @Test
    void answersAListedService() {
        assertThat(
                        as("task-service")
                                .getUsers(GetUsersRequest.newBuilder().addUserIds(1).build())
                                .getUsersList())
                .isEmpty();
    }

    @Test
    void refusesAServiceThatIsNotListed() {
        assertThat(refusal(as("chat-service"), UserGrpcCallersIT::getUsers))
                .isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(refusal(as("chat-service"), UserGrpcCallersIT::checkPermission))
                .isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void refusesWhoSaysNotWhoCalls() {
        assertThat(refusal(stub(), UserGrpcCallersIT::getUsers))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(refusal(stub(), UserGrpcCallersIT::checkPermission))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void refusesATokenThatIsForAnotherService() {
        ClientInterceptor elsewhere = TestCallers.caller("task-service", "order-service", secret);

        assertThat(refusal(stub(elsewhere), UserGrpcCallersIT::getUsers))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
    }
}
