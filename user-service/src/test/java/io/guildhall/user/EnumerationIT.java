package io.guildhall.user;

import static io.guildhall.user.testing.Browser.PASSWORD;
import static io.guildhall.user.testing.Browser.freshName;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.UserServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Nobody learns who has an account: same answer, same work. */
@UserServiceTest
class EnumerationIT {
    @Autowired private Doors doors;
    @Autowired private MeterRegistry meters;

    private record Seen(int status, JsonNode body, long hashes) {}

    private Seen seen(Supplier<Answer> action) {
        long before = meters.timer("guildhall.password.hash").count();
        Answer answer = action.get();
        JsonNode body = answer.json().deepCopy();
        if (body instanceof ObjectNode problem) {
            problem.remove("traceId");
        }
        return new Seen(
                answer.status(), body, meters.timer("guildhall.password.hash").count() - before);
    }

    private String verifiedUser() {
        String name = freshName();
        doors.member(name);
        return name;
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownNameAlike() {
        String name = verifiedUser();

        Seen known = seen(() -> doors.browser().logIn(name, "wrong-password-1"));
        Seen unknown = seen(() -> doors.browser().logIn(freshName(), "wrong-password-1"));
        Seen unknownEmail = seen(() -> doors.browser().logIn("no@example.org", "wrong-password-1"));
        Seen nonsense = seen(() -> doors.browser().logIn("@@", "wrong-password-1"));

        assertThat(known.status()).isEqualTo(401);
        assertThat(known.hashes()).isEqualTo(1);
        assertThat(unknown).isEqualTo(known);
        assertThat(unknownEmail).isEqualTo(known);
        assertThat(nonsense).isEqualTo(known);
    }

    @Test
    void answersARecoveryAlikeWhoeverHasTheAddress() {
        String email = verifiedUser() + "@example.org";

        Seen known = seen(() -> recover(email));
        Seen unknown = seen(() -> recover("nobody-" + freshName() + "@example.org"));

        assertThat(known.status()).isEqualTo(202);
        assertThat(unknown).isEqualTo(known);
        doors.mail(email, "Set a new password");
    }

    private Answer recover(String email) {
        return doors.browser()
                .post("/api/v1/auth/recoveries", Map.of("email", email, "locale", "en"));
    }

    @Test
    void registersWithSomebodysAddressAsWithAFreeOne() {
        String owner = verifiedUser();
        String email = owner + "@example.org";
        String guest = freshName();

        Answer taken = doors.browser().register(guest, email);
        Answer free = doors.browser().register(freshName(), null);

        assertThat(taken.status()).isEqualTo(201).isEqualTo(free.status());
        assertThat(taken.json().get("user").propertyNames())
                .isEqualTo(free.json().get("user").propertyNames());
        assertThat(taken.json().at("/user/pendingEmail").asString()).isEqualTo(email);
        assertThat(taken.json().at("/user/emailVerified").asBoolean()).isFalse();
        // The owner is told, and stays the one whom the address means.
        doors.mail(email, "You already have an account");
        JsonNode user = doors.browser().logIn(email, PASSWORD).json().get("user");
        assertThat(user.get("username").asString()).isEqualTo(owner);
    }

    @Test
    void sendsPhoneCodesAlikeWhoeverHasTheNumber() {
        Seen one = seen(() -> phoneCode("+8613900000001"));
        Seen two = seen(() -> phoneCode("+8613900000002"));

        assertThat(one.status()).isEqualTo(202);
        assertThat(two).isEqualTo(one);
    }

    private Answer phoneCode(String phone) {
        return doors.browser().post("/api/v1/auth/phone-codes", Map.of("phone", phone));
    }
}
