package io.guildhall.user.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static SecretBox box(String secret) {
        return new SecretBox(
                new SecretProperties(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8))));
    }

    private final SecretBox box = box("0123456789abcdef0123456789abcdef");

    @Test
    void opensWhatItSealed() {
        byte[] sealed = box.seal("mail", "a link".getBytes(UTF_8));

        assertThat(new String(sealed, UTF_8)).doesNotContain("a link");
        assertThat(box.open("mail", sealed)).isEqualTo("a link".getBytes(UTF_8));
    }

    @Test
    void opensForTheSamePurposeOnly() {
        byte[] sealed = box.seal("second-factor:1", new byte[20]);

        assertThatThrownBy(() -> box.open("second-factor:2", sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noticesAChange() {
        byte[] sealed = box.seal("mail", new byte[20]);
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> box.open("mail", sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void needsAllOfItsSecret() {
        assertThatThrownBy(() -> box("short")).hasMessageContaining("expected 32");
    }

    @Test
    void provesShortCodesByItsSecret() {
        String mac = box.mac("phone", "123456");

        assertThat(box.verifyMac("phone", "123456", mac)).isTrue();
        assertThat(box.verifyMac("phone", "123457", mac)).isFalse();
        assertThat(box("another-secret-of-the-same-size!").verifyMac("phone", "123456", mac))
                .isFalse();
    }
}
