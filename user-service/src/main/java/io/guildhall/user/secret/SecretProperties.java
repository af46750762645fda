package io.guildhall.user.secret;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The secret that the others rest under.
 *
 * @param keyEncryptionSecret 32 random bytes, base64
 */
@Validated
@ConfigurationProperties("guildhall.user")
record SecretProperties(@NotBlank String keyEncryptionSecret) {
    /** Hides the secret, so that no log shows it. */
    @Override
    public String toString() {
        return "SecretProperties[…]";
    }
}
