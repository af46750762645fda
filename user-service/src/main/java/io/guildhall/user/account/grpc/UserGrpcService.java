package io.guildhall.user.account.grpc;

import io.grpc.stub.StreamObserver;
import io.guildhall.defaults.grpc.AllowedCallers;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.Permission;
import io.guildhall.proto.user.v1.CheckPermissionRequest;
import io.guildhall.proto.user.v1.CheckPermissionResponse;
import io.guildhall.proto.user.v1.GetUsersRequest;
import io.guildhall.proto.user.v1.GetUsersResponse;
import io.guildhall.proto.user.v1.User;
import io.guildhall.proto.user.v1.UserServiceGrpc;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** The service's door for other services. */
@Component
class UserGrpcService extends UserServiceGrpc.UserServiceImplBase {
    private static final int MOST_USERS = 200;

    private final Accounts accounts;
    private final Clock clock;

    UserGrpcService(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    @AllowedCallers({
        "community-service",
        "task-service",
        "points-service",
        "order-service",
        "gateway-service"
    })
    public void getUsers(GetUsersRequest request, StreamObserver<GetUsersResponse> answers) {
        if (request.getUserIdsCount() > MOST_USERS) {
            throw new ProblemException(
                    ProblemKind.INVALID,
                    "too-many-ids",
                    request.getUserIdsCount() + " ids, expected at most " + MOST_USERS);
        }
        Instant now = clock.instant();
        GetUsersResponse.Builder response = GetUsersResponse.newBuilder();
        accounts.findAll(request.getUserIdsList())
                .forEach(account -> response.addUsers(user(account, now)));
        answers.onNext(response.build());
        answers.onCompleted();
    }

    private static User user(Account account, Instant now) {
        return User.newBuilder()
                .setUserId(account.id())
                .setUsername(account.username())
                .setVerified(account.verified())
                .setBanned(account.isBanned(now))
                .setEthereumAddress(
                        account.ethereumAddress() == null ? "" : account.ethereumAddress())
                .addAllRoles(account.roles().stream().sorted().map(Enum::name).toList())
                .setLocale(account.settings().locale())
                .build();
    }

    @Override
    @AllowedCallers({"community-service", "task-service", "points-service", "order-service"})
    public void checkPermission(
            CheckPermissionRequest request, StreamObserver<CheckPermissionResponse> answers) {
        Permission permission = permission(request.getPermission());
        String refusal =
                accounts.find(request.getUserId())
                        .map(account -> refusal(account, permission))
                        .orElse("user-not-found");
        answers.onNext(
                CheckPermissionResponse.newBuilder()
                        .setAllowed(refusal.isEmpty())
                        .setReason(refusal)
                        .build());
        answers.onCompleted();
    }

    private String refusal(Account account, Permission permission) {
        if (account.isBanned(clock.instant())) {
            return "account-banned";
        }
        return permission.isGivenTo(account.roles()) ? "" : "permission-missing";
    }

    private static Permission permission(String name) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemKind.INVALID,
                                        "permission-unknown",
                                        name + " is no permission."));
    }
}
