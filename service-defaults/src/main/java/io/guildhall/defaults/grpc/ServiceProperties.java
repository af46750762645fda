package io.guildhall.defaults.grpc;

import jakarta.validation.constraints.NotBlank;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who this service is among the others.
 *
 * @param name its name in allow-lists and as a channel of others
 * @param secret base64 of at least 32 random bytes, the same in all services; signs service tokens
 */
@Validated
@ConfigurationProperties("guildhall.service")
record ServiceProperties(@NotBlank String name, @NotBlank String secret) {
    private static final int SHORTEST_KEY = 32;

    SecretKey key() {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("guildhall.service.secret is not base64", e);
        }
        if (bytes.length < SHORTEST_KEY) {
            throw new IllegalStateException(
                    "guildhall.service.secret has "
                            + bytes.length
                            + " bytes, expected at least "
                            + SHORTEST_KEY);
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    @Override
    public String toString() {
        return "ServiceProperties[name=" + name + "]";
    }
}
