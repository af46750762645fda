package io.guildhall.user.session.web;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.user.session.SigningKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the keys that verify access tokens; this service itself takes them without the detour. */
@RestController
@Tag(name = "Keys", description = "How access tokens are verified")
class KeysController {
    private final SigningKeys keys;

    KeysController(SigningKeys keys) {
        this.keys = keys;
    }

    @Operation(
            operationId = "getKeys",
            summary = "Publishes the keys that verify access tokens, as a JWK set")
    @GetMapping("/.well-known/jwks.json")
    @PublicAccess
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body(keySet(keys.published()).toJSONObject(true));
    }

    private static JWKSet keySet(List<SigningKeys.Verifier> verifiers) {
        return new JWKSet(verifiers.stream().map(KeysController::jwk).toList());
    }

    private static JWK jwk(SigningKeys.Verifier verifier) {
        return new ECKey.Builder(Curve.P_256, verifier.publicKey())
                .keyID(verifier.keyId())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnKeys {
        @Bean
        JWKSource<SecurityContext> ownKeys(SigningKeys keys) {
            return (selector, context) -> {
                List<JWK> known = selector.select(keySet(keys.published()));
                // Another replica may have made the first key a moment ago.
                return known.isEmpty() ? selector.select(keySet(keys.publishedAnew())) : known;
            };
        }
    }
}
