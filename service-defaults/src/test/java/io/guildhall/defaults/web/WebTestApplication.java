package io.guildhall.defaults.web;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.defaults.security.RequiresPermission;
import io.guildhall.defaults.security.TestTokens;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.kafka.KafkaException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service without a database that has one of each kind of door. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@Import({WebTestApplication.Things.class, WebTestApplication.Failures.class})
class WebTestApplication {
    @Bean
    JWKSource<SecurityContext> ownKeys() {
        return TestTokens.keys();
    }

    enum Colour {
        RED,
        BLUE
    }

    record Item(@NotBlank String name) {}

    record Thing(
            long id,
            @Size(min = 3, max = 20) String name,
            @Email @Nullable String email,
            @Max(9) int count,
            @Nullable Colour colour,
            @Nullable Instant at,
            @Valid @Nullable List<Item> items) {}

    @RestController
    static class Things {
        @PublicAccess
        @PostMapping("/things")
        Thing echo(@Valid @RequestBody Thing thing) {
            return thing;
        }

        @PublicAccess
        @GetMapping("/things/{id}")
        Map<String, Object> read(
                @PathVariable long id,
                @RequestParam(defaultValue = "20") @Max(100) int limit,
                @Nullable CurrentUser user) {
            return Map.of("id", id, "limit", limit, "guest", user == null);
        }

        @AuthenticatedAccess
        @GetMapping("/me")
        CurrentUser me(CurrentUser user) {
            return user;
        }

        @RequiresPermission(Permission.MANAGE_USERS)
        @GetMapping("/admin")
        String admin() {
            return "yes";
        }
    }

    @RestController
    @PublicAccess
    static class Failures {
        @GetMapping("/failures/{kind}")
        String fail(@PathVariable String kind) {
            throw switch (kind) {
                case "refused" ->
                        new ProblemException(ProblemKind.CONFLICT, "name-taken", "It is taken")
                                .with("name", "x")
                                .withField("name", "taken", "is taken");
                case "limited" ->
                        new ProblemException(
                                        ProblemKind.TOO_MANY_REQUESTS, "too-many-attempts", "Wait")
                                .with("retryAfter", 30);
                case "database" -> new DataAccessResourceFailureException("password=hunter2");
                case "transaction" -> new CannotCreateTransactionException("no connection");
                case "redis" -> new RedisConnectionFailureException("gone");
                case "kafka" -> new KafkaException("gone", new TimeoutException("late"));
                case "stale" -> new OptimisticLockingFailureException("stale");
                default -> new IllegalStateException("SELECT secret FROM vault");
            };
        }

        /** More than any buffer holds, and then a failure. */
        @GetMapping("/half")
        void half(HttpServletResponse response) throws IOException {
            response.setContentType("text/csv");
            response.getOutputStream().write(new byte[1_000_000]);
            throw new DataAccessResourceFailureException("gone half way");
        }

        @GetMapping("/slow")
        Callable<String> slow() {
            return () -> {
                new CountDownLatch(1).await();
                return "never";
            };
        }
    }
}
