package io.guildhall.user.session.web;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.user.client.Client;
import io.guildhall.user.session.PasswordLogin;
import io.guildhall.user.session.Sessions;
import io.guildhall.user.session.Tokens;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Logging in by password, staying logged in, logging out. */
@RestController
@Tag(name = "Sessions", description = "Logging in by password, staying logged in, logging out")
@RequestMapping("/api/v1/auth")
@PublicAccess
class SessionController {
    private final PasswordLogin login;
    private final Sessions sessions;
    private final RefreshCookie cookie;
    private final DeviceCookie deviceCookie;
    private final Throttle throttle;

    SessionController(
            PasswordLogin login,
            Sessions sessions,
            RefreshCookie cookie,
            DeviceCookie deviceCookie,
            Throttle throttle) {
        this.login = login;
        this.sessions = sessions;
        this.cookie = cookie;
        this.deviceCookie = deviceCookie;
        this.throttle = throttle;
    }

    record LoginRequest(
            @Schema(example = "lin", description = "username, mail address or phone number")
                    @NotBlank
                    @Size(max = 254)
                    String identifier,
            @Schema(example = "violet-anchor-17-moss") @NotBlank @Size(max = 256) String password,
            @Schema(description = "of the second factor, where there is one") @Size(max = 64)
                    @Nullable String code,
            @Schema(description = "whether the session outlives the browser")
                    @Nullable Boolean remember) {
        @Override
        public String toString() {
            return "LoginRequest[…]";
        }
    }

    @Operation(
            operationId = "logIn",
            summary =
                    "Opens a session; the refresh token comes as a cookie that scripts cannot read")
    @PostMapping("/sessions")
    Tokens logIn(@Valid @RequestBody LoginRequest request, HttpServletRequest sent, Client client) {
        return login.logIn(
                request.identifier(),
                request.password(),
                request.code(),
                Boolean.TRUE.equals(request.remember()),
                client,
                deviceCookie.read(sent));
    }

    @Operation(
            operationId = "refresh",
            summary = "Exchanges the refresh cookie for a new access token and a new cookie")
    @PostMapping("/refreshes")
    Tokens refresh(HttpServletRequest request, Client client) {
        String token =
                cookie.read(request)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemKind.UNAUTHENTICATED,
                                                "session-ended",
                                                "No session, expected its cookie."));
        throttle.require(Throttled.REFRESH, client.network());
        return sessions.renew(token, client);
    }

    @Operation(operationId = "logOut", summary = "Ends the session of the refresh cookie")
    @DeleteMapping("/sessions/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> logOut(HttpServletRequest request) {
        cookie.read(request).ifPresent(sessions::logOut);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.none().toString())
                .build();
    }
}
