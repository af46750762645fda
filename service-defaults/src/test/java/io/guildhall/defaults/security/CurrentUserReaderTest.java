package io.guildhall.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class CurrentUserReaderTest {
    private final JwtDecoder decoder =
            AccessTokenDecoders.decoder(TestTokens.keys(), "guildhall", Clock.systemUTC());

    @Test
    void readsIdSessionRolesAndBadge() {
        CurrentUser user = read(TestTokens.player());

        assertThat(user.id()).isEqualTo(42);
        assertThat(user.sessionId()).isEqualTo(7);
        assertThat(user.roles()).containsExactly(Role.PLAYER);
        assertThat(user.verified()).isTrue();
    }

    @Test
    void knowsNoSystemAdminWithoutSecondFactor() {
        String token =
                TestTokens.token(
                        claims ->
                                claims.claim("roles", List.of("SYSTEM_ADMIN", "PLAYER"))
                                        .claim("amr", List.of("pwd")));

        assertThat(read(token).roles()).containsExactly(Role.PLAYER);
        assertThat(read(TestTokens.systemAdmin()).roles()).contains(Role.SYSTEM_ADMIN);
    }

    @Test
    void knowsNoRoleThatItHasNoNameFor() {
        String token = TestTokens.token(claims -> claims.claim("roles", List.of("EMPEROR")));

        assertThat(read(token).roles()).isEmpty();
    }

    @Test
    void readsThatTheUserWearsNoBadge() {
        String token = TestTokens.token(claims -> claims.claim("ver", false));

        assertThat(read(token).verified()).isFalse();
    }

    @Test
    void refusesIdsThatAreNone() {
        for (String id : List.of("", "0", "-1", "abc", "9223372036854775808")) {
            String user = TestTokens.token(claims -> claims.subject(id));
            String session = TestTokens.token(claims -> claims.claim("sid", id));

            assertThatThrownBy(() -> read(user)).isInstanceOf(InvalidBearerTokenException.class);
            assertThatThrownBy(() -> read(session)).isInstanceOf(InvalidBearerTokenException.class);
        }
    }

    private CurrentUser read(String token) {
        return new CurrentUserReader().convert(decoder.decode(token)).getPrincipal();
    }
}
