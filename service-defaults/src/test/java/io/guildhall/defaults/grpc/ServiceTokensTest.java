package io.guildhall.defaults.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.guildhall.defaults.security.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ServiceTokensTest {
    private static final SecretKey KEY = key("0123456789abcdef0123456789abcdef");
    private final ServiceTokens userService = tokens("user-service", KEY);
    private final ServiceTokens taskService = tokens("task-service", KEY);

    @Test
    void provesTheCallerToTheOneItWasMadeFor() {
        String token = taskService.issueFor("user-service");

        assertThat(userService.caller(token)).contains("task-service");
        assertThat(tokens("order-service", KEY).caller(token)).isEmpty();
    }

    @Test
    void provesNothingWithAnotherSecret() {
        ServiceTokens stranger = tokens("task-service", key("another-key-another-key-another-"));

        assertThat(userService.caller(stranger.issueFor("user-service"))).isEmpty();
    }

    @Test
    void provesNothingAfterItsMinute() {
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-71));
        String token = new ServiceTokens("task-service", KEY, past).issueFor("user-service");

        assertThat(userService.caller(token)).isEmpty();
    }

    @Test
    void provesNothingByATokenOfAnotherMake() throws JOSEException {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .subject("task-service")
                        .audience("user-service")
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build();
        SignedJWT otherType =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build(),
                        claims);
        otherType.sign(new MACSigner(KEY));

        assertThat(userService.caller(otherType.serialize())).isEmpty();
        assertThat(userService.caller(new PlainJWT(claims).serialize())).isEmpty();
        assertThat(userService.caller(TestTokens.player())).isEmpty();
        assertThat(userService.caller("nonsense")).isEmpty();
    }

    @Test
    void provesNothingWithoutAClaim() throws JOSEException {
        for (String missing : List.of("sub", "aud", "iat", "exp")) {
            JWTClaimsSet claims =
                    new JWTClaimsSet.Builder()
                            .subject("task-service")
                            .audience("user-service")
                            .issueTime(Date.from(Instant.now()))
                            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                            .claim(missing, null)
                            .build();
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .type(new JOSEObjectType("service+jwt"))
                                    .build(),
                            claims);
            token.sign(new MACSigner(KEY));

            assertThat(userService.caller(token.serialize())).as(missing).isEmpty();
        }
    }

    @Test
    void makesANewTokenBeforeTheOldOneExpires() {
        Instant start = Instant.now();
        Instant[] now = {start};
        Clock clock =
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now[0];
                    }

                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                };
        ServiceTokens tokens = new ServiceTokens("task-service", KEY, clock);

        String first = tokens.issueFor("user-service");
        now[0] = start.plusSeconds(19);
        assertThat(tokens.issueFor("user-service")).isEqualTo(first);
        assertThat(tokens.issueFor("order-service")).isNotEqualTo(first);
        now[0] = start.plusSeconds(21);
        assertThat(tokens.issueFor("user-service")).isNotEqualTo(first);
    }

    @Test
    void refusesASecretThatIsTooShort() {
        String secret = Base64.getEncoder().encodeToString("too short".getBytes(UTF_8));

        assertThatThrownBy(() -> new ServiceProperties("a", secret).key())
                .hasMessageContaining("9 bytes");
        assertThatThrownBy(() -> new ServiceProperties("a", "%%").key())
                .hasMessageContaining("base64");
        assertThat(new ServiceProperties("a", secret).toString()).doesNotContain(secret);
    }

    private static ServiceTokens tokens(String self, SecretKey key) {
        return new ServiceTokens(self, key, Clock.systemUTC());
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(UTF_8), "HmacSHA256");
    }
}
