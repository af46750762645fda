package io.guildhall.user.session.web;

import io.guildhall.user.account.Me;
import io.guildhall.user.session.Tokens;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * What becomes of {@link Tokens} that a controller returns, whichever way in they come from: the refresh token
 * goes into the cookie, the rest into the body, and the browser is known from then on.
 */
@RestControllerAdvice
class TokensAnswer implements ResponseBodyAdvice<Object> {
    static {
        SpringDocUtils.getConfig().replaceWithClass(Tokens.class, TokensBody.class);
    }

    private final RefreshCookie cookie;
    private final DeviceCookie deviceCookie;

    TokensAnswer(RefreshCookie cookie, DeviceCookie deviceCookie) {
        this.cookie = cookie;
        this.deviceCookie = deviceCookie;
    }

    /**
     * The body of the answer.
     *
     * @param expiresIn seconds
     */
    @Schema(name = "Tokens")
    record TokensBody(String accessToken, String tokenType, int expiresIn, Me user) {}

    @Override
    public boolean supports(
            MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        ResolvableType type = ResolvableType.forMethodParameter(returned);
        return type.resolve() == Tokens.class
                || (type.resolve() == ResponseEntity.class
                        && type.getGeneric(0).resolve() == Tokens.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType mediaType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!(body instanceof Tokens tokens)) {
            return body;
        }
        HttpHeaders headers = Objects.requireNonNull(response.getHeaders());
        headers.add(HttpHeaders.SET_COOKIE, cookie.of(tokens).toString());
        if (tokens.loggedIn() && request instanceof ServletServerHttpRequest servlet) {
            deviceCookie
                    .forLogin(tokens.account().id(), servlet.getServletRequest())
                    .ifPresent(known -> headers.add(HttpHeaders.SET_COOKIE, known.toString()));
        }
        headers.setCacheControl("no-store");
        return new TokensBody(
                tokens.accessToken(),
                "Bearer",
                Math.toIntExact(tokens.accessLifetime().toSeconds()),
                Me.of(tokens.account(), tokens.secondFactorGiven()));
    }
}
