package io.guildhall.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.task.publishing.PublishingProperties.Trust;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishingPropertiesTest {
    @ParameterizedTest
    @CsvSource({"NOBODY, false, false", "VERIFIED, true, false", "EVERYBODY, true, true"})
    void trustDecidesWhoseTasksNobodyChecks(Trust trust, boolean verified, boolean others) {
        PublishingProperties properties = new PublishingProperties(trust);

        assertThat(properties.trusts(true)).isEqualTo(verified);
        assertThat(properties.trusts(false)).isEqualTo(others);
    }
}
