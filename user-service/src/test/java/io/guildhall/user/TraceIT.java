package io.guildhall.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.testing.Browser;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.RecordedTraces;
import io.guildhall.user.testing.UserServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who looks for the cause of a line in a log finds the request, also on the other side of Kafka. */
@UserServiceTest
class TraceIT {
    @Autowired private Doors doors;
    @Autowired private RecordedTraces traces;

    @Test
    void aConsumersLogIsInTheTraceOfTheRequest() {
        Answer registered = doors.browser().register(Browser.freshName(), null);
        String userId = registered.json().at("/user/id").asString();
        String trace = registered.header("x-trace-id");

        await().atMost(Duration.ofSeconds(30)).until(() -> traces.ofFirstAbout(userId).isPresent());

        assertThat(traces.ofFirstAbout(userId)).contains(trace);
    }
}
