package io.guildhall.defaults.grpc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.grpc.stub.StreamObserver;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.defaults.security.TestTokens;
import io.guildhall.defaults.security.UserContext;
import io.guildhall.defaults.telemetry.CurrentTrace;
import io.guildhall.proto.user.v1.CheckPermissionRequest;
import io.guildhall.proto.user.v1.CheckPermissionResponse;
import io.guildhall.proto.user.v1.GetUsersRequest;
import io.guildhall.proto.user.v1.GetUsersResponse;
import io.guildhall.proto.user.v1.User;
import io.guildhall.proto.user.v1.UserServiceGrpc;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A service that calls itself: both ends with all defaults. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@Import({GrpcTestApplication.Users.class, GrpcTestApplication.Door.class})
class GrpcTestApplication {
    static final long MISSING = 404;
    static final long BROKEN = 500;
    static final long OUTAGE = 503;
    static final long SLOW = 1_000;
    static final long FLAKY = 2_000;

    @Bean
    JWKSource<SecurityContext> ownKeys() {
        return TestTokens.keys();
    }

    @Bean
    RetriedService users() {
        return new RetriedService("test-service", UserServiceGrpc.getServiceDescriptor());
    }

    static class Users extends UserServiceGrpc.UserServiceImplBase {
        final AtomicInteger calls = new AtomicInteger();
        final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
        final AtomicReference<@Nullable Throwable> stopped = new AtomicReference<>();
        final AtomicReference<String> trace = new AtomicReference<>("");
        private final UserContext context;
        private final CurrentTrace traces;

        Users(UserContext context, CurrentTrace traces) {
            this.context = context;
            this.traces = traces;
        }

        @Override
        @AllowedCallers("test-service")
        public void getUsers(GetUsersRequest request, StreamObserver<GetUsersResponse> answer) {
            worker.set(Thread.currentThread());
            trace.set(traces.id().orElse(""));
            int call = calls.incrementAndGet();
            long wanted = request.getUserIdsCount() == 0 ? 0 : request.getUserIds(0);
            if (wanted == MISSING) {
                throw new ProblemException(ProblemKind.NOT_FOUND, "user-not-found", "No user 404")
                        .with("userId", 404)
                        .withField("user_ids[0]", "unknown", "is unknown");
            } else if (wanted == BROKEN) {
                throw new IllegalStateException("SELECT secret FROM vault");
            } else if (wanted == OUTAGE || (wanted == FLAKY && call < 3)) {
                throw new DataAccessResourceFailureException("hunter2");
            } else if (wanted == SLOW) {
                waitForEver();
            }
            long user = context.user().map(CurrentUser::id).orElse(0L);
            answer.onNext(
                    GetUsersResponse.newBuilder()
                            .addUsers(User.newBuilder().setUserId(user))
                            .build());
            answer.onCompleted();
        }

        private void waitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stopped.set(e);
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void checkPermission(
                CheckPermissionRequest request, StreamObserver<CheckPermissionResponse> answer) {
            answer.onNext(CheckPermissionResponse.newBuilder().setAllowed(true).build());
            answer.onCompleted();
        }
    }

    /** A door of people whose controller calls the other service. */
    @RestController
    @PublicAccess
    static class Door {
        private final GrpcChannelFactory channels;

        Door(GrpcChannelFactory channels) {
            this.channels = channels;
        }

        @GetMapping("/users/{id}")
        String user(@PathVariable long id) {
            return UserServiceGrpc.newBlockingStub(channels.createChannel("test-service"))
                    .getUsers(GetUsersRequest.newBuilder().addUserIds(id).build())
                    .toString();
        }
    }
}
