package io.guildhall.defaults.security;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** The user on whose behalf the running request works, for code that no controller hands the user to. */
public final class UserContext {
    private final JwtDecoder decoder;
    private final CurrentUserReader reader = new CurrentUserReader();

    UserContext(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    /** Empty for a guest, and outside of a request. */
    public Optional<CurrentUser> user() {
        return authentication().map(CurrentUserAuthentication::getPrincipal);
    }

    /** The user's access token, to travel along with a call to another service. */
    public Optional<String> accessToken() {
        return authentication().map(found -> found.getCredentials().getTokenValue());
    }

    /**
     * Verifies an access token that came along with a call.
     *
     * @return what to put into the security context while the call runs
     * @throws org.springframework.security.core.AuthenticationException when it is not valid
     * @throws org.springframework.security.oauth2.jwt.JwtException when it is not valid or the keys are out of
     *     reach
     */
    public Authentication verify(String accessToken) {
        return reader.convert(decoder.decode(accessToken));
    }

    private static Optional<CurrentUserAuthentication> authentication() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof CurrentUserAuthentication found
                ? Optional.of(found)
                : Optional.empty();
    }
}
