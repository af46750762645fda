package io.guildhall.user.secret;

import java.util.Base64;

/** Boxes for tests that run without Spring. */
public final class SecretBoxFixture {
    private SecretBoxFixture() {}

    /** One with a secret of zeros. */
    public static SecretBox box() {
        return new SecretBox(
                new SecretProperties(Base64.getEncoder().encodeToString(new byte[32])));
    }
}
