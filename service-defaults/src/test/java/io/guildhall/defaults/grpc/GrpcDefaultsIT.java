package io.guildhall.defaults.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.TestTokens;
import io.guildhall.proto.user.v1.CheckPermissionRequest;
import io.guildhall.proto.user.v1.GetUsersRequest;
import io.guildhall.proto.user.v1.UserServiceGrpc;
import io.guildhall.proto.user.v1.UserServiceGrpc.UserServiceBlockingStub;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = GrpcTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=test-service", "guildhall.grpc.deadline=3s"})
class GrpcDefaultsIT {
    private static final String SECRET =
            Base64.getEncoder().encodeToString("V7qLz2Xw9Tn4Rb6Yc1Md8Kf3Hs5Jp0Gu".getBytes(UTF_8));
    private static final int GRPC_PORT = freePort();

    @LocalServerPort private int httpPort;
    @Autowired private GrpcChannelFactory channels;
    @Autowired private GrpcTestApplication.Users users;
    private ManagedChannel bare;

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        registry.add("spring.grpc.server.port", () -> GRPC_PORT);
        registry.add(
                "spring.grpc.client.channel.test-service.target",
                () -> "static://127.0.0.1:" + GRPC_PORT);
        registry.add("guildhall.service.secret", () -> SECRET);
        registry.add("spring.datasource.password", () -> "V7qLz2Xw9Tn4Rb6Yc1Md8Kf3Hs5Jp0Gu");
    }

    @BeforeEach
    void start() {
        warmUp();
        users.calls.set(0);
        users.stopped.set(null);
        bare = NettyChannelBuilder.forAddress("127.0.0.1", GRPC_PORT).usePlaintext().build();
    }

    @AfterEach
    void stop() {
        bare.shutdownNow();
    }

    /** The first call of all loads classes: not under the deadlines that the tests are about. */
    private void warmUp() {
        var _ =
                ours().withDeadlineAfter(1, TimeUnit.MINUTES)
                        .getUsers(GetUsersRequest.getDefaultInstance());
    }

    @Test
    void letsListedCallersIn() {
        assertThat(ours().getUsers(GetUsersRequest.getDefaultInstance()).getUsersCount()).isOne();
    }

    @Test
    void refusesCallsThatProveNothing() {
        Metadata none = new Metadata();

        refuses(with(none), Status.Code.UNAUTHENTICATED, "caller-unknown");
        refuses(with(serviceToken("garbage")), Status.Code.UNAUTHENTICATED, "caller-unknown");
        refuses(
                with(serviceToken(TestTokens.player())),
                Status.Code.UNAUTHENTICATED,
                "caller-unknown");
        refuses(
                with(serviceToken(tokens("test-service").issueFor("other-service"))),
                Status.Code.UNAUTHENTICATED,
                "caller-unknown");
        assertThat(users.calls).hasValue(0);
    }

    @Test
    void refusesCallersThatAreNotListed() {
        UserServiceBlockingStub order =
                with(serviceToken(tokens("order-service").issueFor("test-service")));

        refuses(order, Status.Code.PERMISSION_DENIED, "caller-refused");
        assertThat(users.calls).hasValue(0);
    }

    @Test
    void refusesEverybodyWhereNobodyIsListed() {
        StatusRuntimeException refused =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> ours().checkPermission(CheckPermissionRequest.getDefaultInstance()));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(refused).hasMessageContaining("UserService/CheckPermission");
    }

    @Test
    void takesTheUserAlongAndChecksAgain() throws Exception {
        String token = TestTokens.player();
        Metadata headers = serviceToken(tokens("test-service").issueFor("test-service"));
        headers.put(CallHeaders.USER_TOKEN, token);
        assertThat(
                        with(headers)
                                .getUsers(GetUsersRequest.getDefaultInstance())
                                .getUsers(0)
                                .getUserId())
                .isEqualTo(42);
        assertThat(door("/users/1", token).body()).contains("user_id: 42");
        assertThat(door("/users/1", null).body()).doesNotContain("42");
    }

    @Test
    void refusesAUserWhoseTokenIsNotValid() {
        Metadata headers = serviceToken(tokens("test-service").issueFor("test-service"));
        Instant past = Instant.now().minusSeconds(3_600);
        headers.put(
                CallHeaders.USER_TOKEN,
                TestTokens.token(
                        claims ->
                                claims.issueTime(Date.from(past))
                                        .expirationTime(Date.from(past.plusSeconds(900)))));

        refuses(with(headers), Status.Code.UNAUTHENTICATED, "unauthenticated");
    }

    @Test
    void tellsProblemsByTheirCode() {
        ProblemException problem =
                GrpcProblems.from(fails(GrpcTestApplication.MISSING)).orElseThrow();

        assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(problem.code()).isEqualTo("user-not-found");
        assertThat(problem.properties()).containsEntry("userId", "404").doesNotContainKey("kind");
        assertThat(problem.fields().getFirst().code()).isEqualTo("unknown");
    }

    @Test
    void revealsNothingOfADefect() {
        StatusRuntimeException failure = fails(GrpcTestApplication.BROKEN);

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(failure).hasMessageNotContaining("vault");
        assertThat(GrpcProblems.from(failure)).isEmpty();
    }

    @Test
    void tellsPeopleWhatTheOtherServiceMeant() throws Exception {
        HttpResponse<String> missing = door("/users/" + GrpcTestApplication.MISSING, null);
        HttpResponse<String> outage = door("/users/" + GrpcTestApplication.OUTAGE, null);
        HttpResponse<String> defect = door("/users/" + GrpcTestApplication.BROKEN, null);

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("user-not-found");
        assertThat(outage.statusCode()).isEqualTo(503);
        assertThat(outage.body()).contains("temporarily-unavailable").doesNotContain("hunter2");
        assertThat(defect.statusCode()).isEqualTo(500);
        assertThat(defect.body()).doesNotContain("vault");
    }

    @Test
    void stopsTheWorkWhenTheDefaultDeadlinePasses() throws Exception {
        StatusRuntimeException late = fails(GrpcTestApplication.SLOW);

        assertThat(late.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        await().atMost(Duration.ofSeconds(10)).until(() -> users.stopped.get() != null);
        assertThat(door("/users/" + GrpcTestApplication.SLOW, null).statusCode()).isEqualTo(503);
    }

    @Test
    void triesIdempotentMethodsAgainWhileTheOtherIsUnavailable() {
        long user = ours().getUsers(request(GrpcTestApplication.FLAKY)).getUsers(0).getUserId();

        assertThat(user).isZero();
        assertThat(users.calls).hasValue(3);
    }

    @Test
    void belongsToTheTraceOfTheRequestThatCausedIt() throws Exception {
        HttpResponse<String> answer = door("/users/1", null);

        assertThat(users.trace.get())
                .hasSize(32)
                .isEqualTo(answer.headers().firstValue("X-Trace-Id").orElseThrow());
    }

    @Test
    void runsCallsOnVirtualThreads() {
        ours().getUsers(GetUsersRequest.getDefaultInstance());

        Thread worker = users.worker.get();
        assertThat(worker != null && worker.isVirtual()).isTrue();
    }

    @Test
    void answersHealthProbesWithoutToken() {
        assertThat(
                        HealthGrpc.newBlockingStub(bare)
                                .check(HealthCheckRequest.getDefaultInstance())
                                .getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void hidesItsMethodsOutsideOfTheLocalStack() {
        // Reflection would list them; a service that is not there answers UNIMPLEMENTED.
        StatusRuntimeException refused =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () ->
                                ClientCalls.blockingUnaryCall(
                                        bare,
                                        ServerReflectionGrpc.getServerReflectionInfoMethod()
                                                .toBuilder()
                                                .setType(MethodDescriptor.MethodType.UNARY)
                                                .build(),
                                        CallOptions.DEFAULT,
                                        ServerReflectionRequest.getDefaultInstance()));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    private UserServiceBlockingStub ours() {
        return UserServiceGrpc.newBlockingStub(channels.createChannel("test-service"));
    }

    private UserServiceBlockingStub with(Metadata headers) {
        Channel channel =
                ClientInterceptors.intercept(
                        bare, MetadataUtils.newAttachHeadersInterceptor(headers));
        return UserServiceGrpc.newBlockingStub(channel).withDeadlineAfter(5, TimeUnit.SECONDS);
    }

    private StatusRuntimeException fails(long userId) {
        return catchThrowableOfType(
                StatusRuntimeException.class, () -> ours().getUsers(request(userId)));
    }

    private static void refuses(UserServiceBlockingStub stub, Status.Code status, String code) {
        StatusRuntimeException refused =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> stub.getUsers(GetUsersRequest.getDefaultInstance()));

        assertThat(refused.getStatus().getCode()).isEqualTo(status);
        assertThat(reason(refused)).isEqualTo(code);
    }

    private static String reason(StatusRuntimeException failure) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        try {
            return status == null ? "" : status.getDetails(0).unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GetUsersRequest request(long userId) {
        return GetUsersRequest.newBuilder().addUserIds(userId).build();
    }

    private static Metadata serviceToken(String token) {
        Metadata headers = new Metadata();
        headers.put(CallHeaders.SERVICE_TOKEN, token);
        return headers;
    }

    private static ServiceTokens tokens(String self) {
        SecretKey key = new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256");
        return new ServiceTokens(self, key, Clock.systemUTC());
    }

    private HttpResponse<String> door(String path, @Nullable String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
