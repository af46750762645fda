package io.guildhall.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class AccessLogTest {
    @Test
    void localLogTellsWhatWasAskedAndHowLongItTook() throws IOException {
        String line = layout(patternOf("local")).doLayout(eventOf("/api/v1/site?token=geheim"));

        assertThat(line)
                .contains("request", "method=GET", "path=/api/v1/site ", "status=204", "ms=")
                .contains("address=-", "userId=-")
                .doesNotContain("geheim");
    }

    private static ILoggingEvent eventOf(String path) {
        Logger log = (Logger) LoggerFactory.getLogger("io.guildhall.gateway.access");
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        log.addAppender(events);
        Level level = log.getLevel();
        log.setLevel(Level.INFO);
        try {
            MockServerWebExchange exchange =
                    MockServerWebExchange.from(MockServerHttpRequest.get(path));
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
            new AccessLog().filter(exchange, _ -> Mono.empty()).block();
        } finally {
            log.detachAppender(events);
            log.setLevel(level);
        }
        return events.list.getFirst();
    }

    private static PatternLayout layout(String pattern) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(new LoggerContext());
        layout.setPattern(pattern);
        layout.start();
        return layout;
    }

    private static String patternOf(String profile) throws IOException {
        for (PropertySource<?> part :
                new YamlPropertySourceLoader()
                        .load("application", new ClassPathResource("application.yaml"))) {
            if (profile.equals(
                    String.valueOf(part.getProperty("spring.config.activate.on-profile")))) {
                return String.valueOf(part.getProperty("logging.pattern.console"));
            }
        }
        throw new AssertionError("no such profile: " + profile);
    }
}
