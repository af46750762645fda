package io.guildhall.defaults.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/** A request that carries a verified access token. */
final class CurrentUserAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient CurrentUser user;
    private final transient Jwt token;

    CurrentUserAuthentication(CurrentUser user, Jwt token) {
        super(List.of());
        this.user = user;
        this.token = token;
        setAuthenticated(true);
    }

    @Override
    public CurrentUser getPrincipal() {
        return user;
    }

    @Override
    public Jwt getCredentials() {
        return token;
    }

    @Override
    public String getName() {
        return Long.toString(user.id());
    }
}
