package io.guildhall.user.badge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.user.account.InvalidValueException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTest {
    private static final String STATEMENT = "I have run a raid guild for nine years.";

    @Test
    void takesAStatementAndWebLinks() {
        Application application =
                new Application(
                        "  " + STATEMENT + "\n", List.of(" https://guild.example/me?a=1#b "));

        assertThat(application.statement()).isEqualTo(STATEMENT);
        assertThat(application.links()).containsExactly("https://guild.example/me?a=1#b");
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(new Application("会".repeat(30), List.of()).statement()).hasSize(30);
        assertThat(new Application("😀".repeat(1_000), List.of()).statement()).hasSize(2_000);
        assertThatThrownBy(() -> new Application("会".repeat(29), List.of()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("29");
        assertThatThrownBy(() -> new Application("a".repeat(1_001), List.of()))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Application(" ".repeat(40), List.of()))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "guild.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://guild.example",
                "https:///path",
                "https://",
                "http://a b",
                "https://bank.example@evil.example",
                "https://a.example/\nhttps://b.example",
                "//guild.example",
                "https://[bad"
            })
    void refusesWhatIsNoWebPage(String link) {
        assertThatThrownBy(() -> new Application(STATEMENT, List.of(link)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refusesLongAndManyLinks() {
        String longest = "https://a.example/" + "x".repeat(282);

        assertThat(new Application(STATEMENT, List.of(longest)).links()).containsExactly(longest);
        assertThatThrownBy(() -> new Application(STATEMENT, List.of(longest + "x")))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(
                        () ->
                                new Application(
                                        STATEMENT, Collections.nCopies(6, "https://a.example")))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void takesAReasonOfUpToFiveHundredCharacters() {
        assertThat(new Reason(" well known ").text()).isEqualTo("well known");
        assertThat(new Reason("x".repeat(500)).text()).hasSize(500);
        assertThatThrownBy(() -> new Reason("x".repeat(501)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Reason(" \n ")).isInstanceOf(InvalidValueException.class);
    }
}
