package io.guildhall.user.session.web;

import io.guildhall.user.session.KnownDevices;
import io.guildhall.user.site.SiteProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The cookie of a {@linkplain KnownDevices known device}. It outlives the session. */
@Component
class DeviceCookie {
    private static final String NAME = "guildhall_device";
    private static final String PATH = "/api/v1/auth";
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final KnownDevices devices;
    private final SiteProperties site;

    DeviceCookie(KnownDevices devices, SiteProperties site) {
        this.devices = devices;
        this.site = site;
    }

    @Nullable String read(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        return cookie == null ? null : cookie.getValue();
    }

    /** A cookie for who has just logged in, unless this browser is known to the account already. */
    Optional<ResponseCookie> forLogin(long userId, HttpServletRequest request) {
        String present = read(request);
        if (present != null && devices.recognise(userId, present).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                ResponseCookie.from(NAME, devices.remember(userId))
                        .httpOnly(true)
                        .secure(site.secure())
                        .sameSite("Strict")
                        .path(PATH)
                        .maxAge(LIFETIME)
                        .build());
    }
}
