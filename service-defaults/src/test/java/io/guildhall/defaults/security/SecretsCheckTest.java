package io.guildhall.defaults.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class SecretsCheckTest {
    private static final String GOOD = "q7Xn2c0vT9dJmB4kLzR8wYhG6sPfUeAoN1iV3xKtQ5M=";

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void refusesWhatIsMissing(String value) {
        assertThat(SecretsCheck.fault(value)).isEqualTo("is missing");
        assertThat(SecretsCheck.fault(null)).isEqualTo("is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insecure",
                "changeme",
                "change-me",
                "change_me",
                "placeholder",
                "example",
                "replace",
                "password",
                "secret",
                "guildhall",
                "root",
                "12345"
            })
    void refusesWhatSaysThatItIsAPlaceholder(String word) {
        String plain = "q7Xn2c0vT9-" + word.toUpperCase(Locale.ROOT) + "-kLzR8wYhG6";
        String encoded = Base64.getEncoder().encodeToString(plain.getBytes(UTF_8));

        assertThat(List.of(plain, encoded))
                .extracting(SecretsCheck::fault)
                .containsOnly("is a placeholder that everybody knows");
    }

    @Test
    void refusesWhatIsShort() {
        assertThat(SecretsCheck.fault("q7Xn2c0vT9dJmB4"))
                .isEqualTo("has 15 characters, expected at least 16");
        assertThat(SecretsCheck.fault("q7Xn2c0vT9dJmB4k")).isNull();
    }

    @Test
    void refusesWhatRepeatsAFewCharacters() {
        assertThat(SecretsCheck.fault("abcde".repeat(7)))
                .isEqualTo("repeats the same few characters");
        assertThat(SecretsCheck.fault("abcdef".repeat(7))).isNull();
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
    void refusesToStartWithoutThePasswordOfTheDatabase() {
        MockEnvironment environment =
                new MockEnvironment().withProperty("guildhall.service.secret", GOOD);

        assertThatThrownBy(() -> check(environment))
                .isInstanceOf(UnsafeSecretsException.class)
                .hasMessageContaining("spring.datasource.password is missing");
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
