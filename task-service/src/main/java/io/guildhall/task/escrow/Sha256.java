package io.guildhall.task.escrow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash by which words get onto the chain. SHA-256, because every browser computes it without a library; the
 * contract takes any 32 bytes.
 */
public final class Sha256 {
    private Sha256() {}

    /** The hash of a text's UTF-8 form, as 0x and 64 digits. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String of(byte[] bytes) {
        try {
            return "0x"
                    + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
