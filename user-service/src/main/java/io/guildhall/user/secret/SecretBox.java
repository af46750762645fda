package io.guildhall.user.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts what must rest in the database but be read again (AES-256-GCM). What is sealed for one purpose
 * opens for that purpose only.
 */
@Component
public class SecretBox {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec encryption;
    private final byte[] authentication;

    SecretBox(SecretProperties properties) {
        byte[] secret = decoded(properties);
        encryption = new SecretKeySpec(derive(secret, "encryption"), "AES");
        authentication = derive(secret, "authentication");
    }

    private static byte[] decoded(SecretProperties properties) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(properties.keyEncryptionSecret());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "guildhall.user.key-encryption-secret is not base64", e);
        }
        if (secret.length != 32) {
            throw new IllegalStateException(
                    "guildhall.user.key-encryption-secret has "
                            + secret.length
                            + " bytes, expected 32");
        }
        return secret;
    }

    /** Encrypts a text. */
    public byte[] seal(String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    /**
     * Decrypts what was sealed.
     *
     * @throws IllegalStateException when it was changed, or sealed for another purpose or under another
     *     secret
     */
    public byte[] open(String purpose, byte[] box) {
        try {
            byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, purpose, nonce)
                    .doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "cannot decrypt what was stored for "
                            + purpose
                            + "; was guildhall.user.key-encryption-secret changed?",
                    e);
        }
    }

    /** A keyed hash of a short code, base64url: 43 characters. */
    public String mac(String purpose, String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(hmac(authentication, purpose + '\n' + text));
    }

    /** Whether a keyed hash is that of a text, in the same time whatever differs. */
    public boolean verifyMac(String purpose, String text, String mac) {
        return MessageDigest.isEqual(
                mac(purpose, text).getBytes(StandardCharsets.US_ASCII),
                mac.getBytes(StandardCharsets.US_ASCII));
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] derive(byte[] secret, String use) {
        return hmac(secret, "guildhall user-service " + use);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing from this JDK", e);
        }
    }
}
