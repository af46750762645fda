package io.guildhall.defaults.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Reads the user from a verified token; a token whose claims are not of our shape counts as none of ours. */
final class CurrentUserReader implements Converter<Jwt, AbstractAuthenticationToken> {
    private static final String SECOND_FACTOR = "otp";

    @Override
    public CurrentUserAuthentication convert(Jwt token) {
        try {
            return new CurrentUserAuthentication(
                    new CurrentUser(
                            id(token.getSubject()),
                            id(token.getClaimAsString("sid")),
                            roles(token),
                            Boolean.TRUE.equals(token.getClaimAsBoolean("ver"))),
                    token);
        } catch (IllegalArgumentException e) {
            throw new InvalidBearerTokenException("The claims of the token are malformed", e);
        }
    }

    private static long id(@Nullable String text) {
        long id = Long.parseLong(text == null ? "" : text);
        if (id <= 0) {
            throw new IllegalArgumentException("An id is " + id + ", not positive");
        }
        return id;
    }

    /** The issuer leaves the system admin out without a second factor; a mistake there is not repeated here. */
    private static Set<Role> roles(Jwt token) {
        List<String> names = orEmpty(token.getClaimAsStringList("roles"));
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values())
                .filter(role -> names.contains(role.name()))
                .forEach(roles::add);
        if (!orEmpty(token.getClaimAsStringList("amr")).contains(SECOND_FACTOR)) {
            roles.remove(Role.SYSTEM_ADMIN);
        }
        return roles;
    }

    private static List<String> orEmpty(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }
}
