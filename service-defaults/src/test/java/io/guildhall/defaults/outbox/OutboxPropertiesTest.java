package io.guildhall.defaults.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OutboxPropertiesTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @EnableConfigurationProperties(OutboxProperties.class)
    static class Properties {}

    @Test
    void theDefaultsWaitLongerThanKafkaAndLeaseLongerThanTheyWait() {
        runner.run(
                context -> {
                    OutboxProperties properties = context.getBean(OutboxProperties.class);
                    assertThat(properties.await()).isGreaterThan(properties.deliveryTimeout());
                    assertThat(properties.leaseTimeout()).isGreaterThan(properties.await());
                });
    }

    @Test
    void refusesALeaseThatEndsDuringARound() {
        runner.withPropertyValues("guildhall.outbox.lease-timeout=15s")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void keysSpreadOverAllShards() {
        long[] counts = new long[Shards.COUNT];
        IntStream.range(0, 4000)
                .forEach(i -> counts[Shards.of("guildhall.task.v1", Long.toString(i))]++);

        for (long count : counts) {
            assertThat(count).isBetween(800L, 1200L);
        }
    }
}
