package io.guildhall.gateway.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentPolicyTest {
    private static List<String> directives(String... origins) {
        FrontendProperties properties =
                new FrontendProperties("classpath:/static/", List.of(origins));
        return List.of(new ContentPolicy(properties).directives().split("; ", -1));
    }

    /** A word more here is a hole: each was decided on. */
    @Test
    void allowsNothingFromElsewhere() {
        assertThat(directives())
                .containsExactly(
                        "default-src 'self'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "style-src-attr 'unsafe-inline'",
                        "img-src 'self' data:",
                        "font-src 'self'",
                        "connect-src 'self'",
                        "object-src 'none'",
                        "base-uri 'none'",
                        "form-action 'self'",
                        "frame-ancestors 'none'");
    }

    @Test
    void letsPagesAskTheChainsNode() {
        assertThat(directives("https://rpc.example", "wss://rpc.example"))
                .contains("connect-src 'self' https://rpc.example wss://rpc.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://rpc.example; script-src *",
                "https://rpc.example 'unsafe-inline'",
                "https://rpc.example/path",
                "javascript:alert(1)",
                "*",
                ""
            })
    void refusesToStartWithWhatIsNoOrigin(String origin) {
        assertThatThrownBy(() -> directives(origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connect-origins");
    }
}
