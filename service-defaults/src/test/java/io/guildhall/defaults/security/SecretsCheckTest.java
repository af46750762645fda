package io.guildhall.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class SecretsCheckTest {
    private static final String GOOD = "q7Xn2c0vT9dJmB4kLzR8wYhG6sPfUeAoN1iV3xKtQ5M=";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "changeme",
                "my-local-placeholder-value",
                "aW5zZWN1cmUtbG9jYWwtc2VydmljZS1zZWNyZXQtMzI=",
                "guildhall-database",
                "short7xK",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesWhatIsNoSecret(String value) {
        assertThat(SecretsCheck.fault(value)).isNotNull();
    }

    @Test
    void acceptsRandomValue() {
        assertThat(SecretsCheck.fault(GOOD)).isNull();
    }

    @Test
    void refusesToStartAndNamesEveryPropertyButNoValue() {
        MockEnvironment environment =
                new MockEnvironment()
                        .withProperty(
                                "guildhall.security.required-secrets[0]", "guildhall.user.key")
                        .withProperty("guildhall.user.key", "changeme-visible")
                        .withProperty("spring.datasource.password", GOOD);

        assertThatThrownBy(() -> check(environment))
                .isInstanceOf(UnsafeSecretsException.class)
                .hasMessageContaining("guildhall.service.secret is missing")
                .hasMessageContaining("guildhall.user.key is a placeholder")
                .hasMessageNotContaining("visible")
                .hasMessageNotContaining("datasource");
    }

    @Test
    void startsWithPlaceholdersOnTheLocalStackOnly() {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles("local");

        assertThatCode(() -> check(environment)).doesNotThrowAnyException();
    }

    @Test
    void startsWithSecrets() {
        MockEnvironment environment =
                new MockEnvironment()
                        .withProperty("guildhall.service.secret", GOOD)
                        .withProperty("spring.datasource.password", GOOD);

        assertThatCode(() -> check(environment)).doesNotThrowAnyException();
    }

    private static void check(MockEnvironment environment) {
        new SecretsCheck(environment).postProcessBeanFactory(new DefaultListableBeanFactory());
    }
}
