package io.guildhall.gateway.identity;

import org.springframework.security.oauth2.jwt.JwtException;

/** A token cannot be judged, because the issuer's keys cannot be fetched. It may well be good. */
class KeysUnavailableException extends JwtException {
    private static final long serialVersionUID = 1L;

    KeysUnavailableException(String keyId) {
        super("key '%s' is not known and the issuer's keys cannot be fetched".formatted(keyId));
    }
}
