package io.guildhall.user.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private final PasswordPolicy policy = new PasswordPolicy();

    @ParameterizedTest
    @ValueSource(strings = {"violet-anchor-17-moss", "今天下雨我没有带伞出门", "xK9#mPq2vL"})
    void takesWhatNobodyGuesses(String password) {
        assertThat(policy.checked(password, "lin", null)).isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource({
        "short-9ch,password-length",
        "password123,password-common",
        "qwertyuiop,password-common",
        "1234567890,password-common",
        "aaaaaaaaaaaa,password-common",
        "P@ssw0rd12,password-common",
        "qwerty7788,password-common",
        "Lin_the_Great,password-own-name",
        "LIN@EXAMPLE.ORG,password-own-name"
    })
    void refusesWhatIsTriedFirst(String password, String code) {
        assertThatThrownBy(() -> policy.checked(password, "lin_the_great", "lin@example.org"))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(policy.checked("x7".repeat(64))).hasSize(128);
        assertThatThrownBy(() -> policy.checked("x7".repeat(64) + "x"))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.code()).isEqualTo("password-length"));
    }

    /** The estimator's time grows fast with the length. */
    @Test
    void doesNotEstimateALongText() {
        assertThat(policy.checked("a".repeat(41))).hasSize(41);
        assertThatThrownBy(() -> policy.checked("a".repeat(40)))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.code()).isEqualTo("password-common"));
    }
}
