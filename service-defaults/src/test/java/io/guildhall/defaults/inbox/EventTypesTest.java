package io.guildhall.defaults.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.proto.user.v1.UserBanned;
import org.junit.jupiter.api.Test;

class EventTypesTest {
    private final EventTypes types = new EventTypes();

    @Test
    void findsTheClassOfAnEvent() throws Exception {
        byte[] bytes = UserBanned.newBuilder().setUserId(7).build().toByteArray();

        assertThat(types.parser("guildhall.user.v1.UserBanned").orElseThrow().parseFrom(bytes))
                .isEqualTo(UserBanned.parseFrom(bytes));
    }

    @Test
    void knowsNothingElse() {
        assertThat(types.parser("guildhall.user.v1.UserAscended")).isEmpty();
        assertThat(types.parser("java.lang.Runtime")).isEmpty();
        assertThat(types.parser("guildhall.user.v1.UserServiceGrpc")).isEmpty();
        assertThat(types.parser("guildhall.")).isEmpty();
    }
}
