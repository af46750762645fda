package io.guildhall.user.account.grpc;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.stub.StreamObserver;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.proto.user.v1.CheckPermissionRequest;
import io.guildhall.proto.user.v1.CheckPermissionResponse;
import io.guildhall.proto.user.v1.GetUsersRequest;
import io.guildhall.proto.user.v1.GetUsersResponse;
import io.guildhall.proto.user.v1.User;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.Ban;
import io.guildhall.user.account.EthereumAddress;
import io.guildhall.user.account.Reauthentication;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.UserServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UserServiceTest
class UserGrpcServiceIT {
    @Autowired private UserGrpcService service;
    @Autowired private Accounts accounts;
    @Autowired private Reauthentication reauthentication;
    @Autowired private Doors doors;

    private static final class Answers<T> implements StreamObserver<T> {
        private final List<T> values = new ArrayList<>();

        @Override
        public void onNext(T value) {
            values.add(value);
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public void onCompleted() {}
    }

    private long registered(String name) {
        String id = doors.browser().register(name, null).json().at("/user/id").asString();
        return Long.parseLong(id);
    }

    @Test
    void tellsWhoUsersAreAndLeavesUnknownOnesOut() {
        String name = Browser.freshName();
        long id = registered(name);
        Answers<GetUsersResponse> answers = new Answers<>();

        service.getUsers(
                GetUsersRequest.newBuilder().addUserIds(id).addUserIds(1).build(), answers);

        assertThat(answers.values.getFirst().getUsersList())
                .singleElement()
                .satisfies(
                        user -> {
                            assertThat(user.getUserId()).isEqualTo(id);
                            assertThat(user.getUsername()).isEqualTo(name);
                            assertThat(user.getRolesList()).containsExactly("PLAYER");
                            assertThat(user.getLocale()).isEqualTo("en");
                        });
    }

    @Test
    void allowsByTheRolesOnRecordAndNothingToTheBanned() {
        long id = registered(Browser.freshName());

        assertThat(check(id, "CLAIM_TASK").getAllowed()).isTrue();
        assertThat(check(id, "PUBLISH_TASK").getReason()).isEqualTo("permission-missing");
        assertThat(check(1, "CLAIM_TASK").getReason()).isEqualTo("user-not-found");
        accounts.ban(id, new Ban("spam", null), 0);
        assertThat(check(id, "CLAIM_TASK").getReason()).isEqualTo("account-banned");
    }

    @Test
    void tellsOfABanAndOfAWallet() {
        long id = registered(Browser.freshName());
        accounts.linkAddress(proved(id), new EthereumAddress("0x" + "%040x".formatted(id)));
        accounts.ban(id, new Ban("spam", null), 0);
        Answers<GetUsersResponse> answers = new Answers<>();

        service.getUsers(GetUsersRequest.newBuilder().addUserIds(id).build(), answers);

        User user = answers.values.getFirst().getUsers(0);
        assertThat(user.getBanned()).isTrue();
        assertThat(user.getEthereumAddress()).isEqualToIgnoringCase("0x" + "%040x".formatted(id));
    }

    private Reauthentication.Proof proved(long id) {
        return reauthentication.require(new CurrentUser(id, 0, Set.of(), false), PASSWORD);
    }

    @Test
    void answersAboutTwoHundredUsersAtATime() {
        List<Long> ids = LongStream.rangeClosed(1, 200).boxed().toList();
        Answers<GetUsersResponse> answers = new Answers<>();
        service.getUsers(GetUsersRequest.newBuilder().addAllUserIds(ids).build(), answers);
        assertThat(answers.values).hasSize(1);

        GetUsersRequest oneMore =
                GetUsersRequest.newBuilder().addAllUserIds(ids).addUserIds(201).build();
        assertThatThrownBy(() -> service.getUsers(oneMore, answers))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.code()).isEqualTo("too-many-ids"));
    }

    @Test
    void knowsNoPermissionThatHasNoName() {
        long id = registered(Browser.freshName());

        assertThatThrownBy(() -> check(id, "RULE_THE_WORLD"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.code()).isEqualTo("permission-unknown"));
    }

    private CheckPermissionResponse check(long userId, String permission) {
        Answers<CheckPermissionResponse> answers = new Answers<>();
        service.checkPermission(
                CheckPermissionRequest.newBuilder()
                        .setUserId(userId)
                        .setPermission(permission)
                        .build(),
                answers);
        return answers.values.getFirst();
    }
}
