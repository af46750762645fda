package io.guildhall.defaults.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import io.guildhall.proto.user.v1.CheckPermissionRequest;
import io.guildhall.proto.user.v1.CheckPermissionResponse;
import io.guildhall.proto.user.v1.UserServiceGrpc;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallRulesTest {
    private static final MethodDescriptor<?, ?> GET_USERS = UserServiceGrpc.getGetUsersMethod();
    private static final MethodDescriptor<?, ?> CHECK = UserServiceGrpc.getCheckPermissionMethod();

    private static CallRules rules(BindableService service) {
        return new CallRules(List.of(service));
    }

    @Test
    void letsNobodyCallWhatListsNobody() {
        CallRules rules = rules(new Unlisted());

        assertThat(rules.mayCall("task-service", GET_USERS)).isFalse();
        assertThat(rules.mayCall("", GET_USERS)).isFalse();
    }

    @Test
    void takesTheListOfTheMethodBeforeTheOneOfTheClass() {
        CallRules rules = rules(new Listed());

        assertThat(rules.mayCall("task-service", GET_USERS)).isTrue();
        assertThat(rules.mayCall("chain-adapter", GET_USERS)).isFalse();
        assertThat(rules.mayCall("chain-adapter", CHECK)).isTrue();
        assertThat(rules.mayCall("task-service", CHECK)).isFalse();
    }

    @Test
    void letsNobodyCallAServiceThatIsNotHere() {
        CallRules none = new CallRules(List.of());

        assertThat(none.mayCall("task-service", GET_USERS)).isFalse();
    }

    @Test
    void opensHealthToEverybodyAndNothingOfOurs() {
        assertThat(CallRules.isOpen(HealthGrpc.getCheckMethod())).isTrue();
        assertThat(CallRules.isOpen(GET_USERS)).isFalse();
    }

    private static class Unlisted extends UserServiceGrpc.UserServiceImplBase {}

    @AllowedCallers("task-service")
    private static class Listed extends UserServiceGrpc.UserServiceImplBase {
        @Override
        @AllowedCallers("chain-adapter")
        public void checkPermission(
                CheckPermissionRequest request, StreamObserver<CheckPermissionResponse> answer) {}
    }
}
