package io.guildhall.user.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * 32 random bytes that somebody carries as proof. Only their SHA-256 is stored: so much randomness needs no
 * slow hash.
 *
 * @param value what the bearer gets, base64url
 */
public record RandomToken(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** A fresh one. */
    public static RandomToken create() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new RandomToken(BASE64.encodeToString(bytes));
    }

    /** What is stored: 43 characters. */
    public String hash() {
        return hash(value);
    }

    /** The SHA-256 of what a bearer presents, base64url. */
    public static String hash(String presented) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(presented.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", e);
        }
    }

    /** Hides the value, so that no log shows it. */
    @Override
    public String toString() {
        return "RandomToken[…]";
    }
}
