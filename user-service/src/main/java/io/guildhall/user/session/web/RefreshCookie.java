package io.guildhall.user.session.web;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.session.Tokens;
import io.guildhall.user.site.SiteProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * The cookie that renews a session. Scripts cannot read it, other sites cannot send it, and what uses it asks
 * for a header that no foreign form can set.
 */
@Component
class RefreshCookie {
    static final String NAME = "guildhall_refresh";
    private static final String PATH = "/api/v1/auth";
    private static final String CLIENT_HEADER = "X-Guildhall-Client";

    private final SiteProperties site;
    private final Clock clock;

    RefreshCookie(SiteProperties site, Clock clock) {
        this.site = site;
        this.clock = clock;
    }

    /** Holds the refresh token; ends with the browser unless the user asked to be remembered. */
    ResponseCookie of(Tokens tokens) {
        ResponseCookie.ResponseCookieBuilder cookie = builder(tokens.refreshToken());
        if (tokens.remembered()) {
            cookie.maxAge(Duration.between(clock.instant(), tokens.refreshExpiresAt()));
        }
        return cookie.build();
    }

    /** Makes the browser forget it. */
    ResponseCookie none() {
        return builder("").maxAge(0).build();
    }

    private ResponseCookie.ResponseCookieBuilder builder(String value) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(site.secure())
                .sameSite("Strict")
                .path(PATH);
    }

    /**
     * Reads it from a request of our own pages.
     *
     * @throws ProblemException {@code foreign-request} when it may come from another site
     */
    Optional<String> read(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean ours = origin == null || origin.equals(site.origin());
        if (!ours || request.getHeader(CLIENT_HEADER) == null) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "foreign-request",
                    "Origin is "
                            + origin
                            + ", expected "
                            + site.origin()
                            + " and "
                            + CLIENT_HEADER);
        }
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(cookie -> NAME.equals(cookie.getName()))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
