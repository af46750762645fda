package io.guildhall.user.mail.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.user.mail.MailContent;
import io.guildhall.user.mail.MailKind;
import io.guildhall.user.site.SiteProperties;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailComposerTest {
    private static final String LINK = "https://guildhall.example/reset-password/?token=abc";

    private final MailComposer composer =
            new MailComposer(
                    new JavaMailSenderImpl(),
                    new MailProperties("Guildhall <guildhall@example.org>"),
                    new SiteProperties(URI.create("https://guildhall.example"), "1"));

    private record Written(String subject, String text, String html) {}

    private Written write(MailKind kind, String locale, String username, String detail)
            throws Exception {
        MimeMessage message =
                composer.compose(
                        new MailContent(kind, "lin@example.org", locale, username, detail, LINK));
        message.saveChanges();
        Multipart parts = (Multipart) message.getContent();
        return new Written(
                Objects.requireNonNull(message.getSubject()),
                part(parts, "text/plain"),
                part(parts, "text/html"));
    }

    private static String part(Multipart parts, String type) throws Exception {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return new String(part.getInputStream().readAllBytes(), UTF_8);
            }
            if (part.getContent() instanceof Multipart inner) {
                String found = part(inner, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    @Test
    void writesEnglishWithTheLink() throws Exception {
        Written mail = write(MailKind.RECOVERY, "en", "Lin", "");

        assertThat(mail.subject()).isEqualTo("Set a new password");
        assertThat(mail.text()).contains("Hello Lin,", LINK);
        assertThat(mail.html()).contains("Hello Lin,", "href=\"" + LINK + '"');
    }

    @Test
    void writesChineseWithTheLink() throws Exception {
        Written mail = write(MailKind.RECOVERY, "zh-CN", "小林", "");

        assertThat(mail.subject()).isEqualTo("重置您的密码");
        assertThat(mail.text()).contains("小林，您好：", LINK);
        assertThat(mail.html()).contains("小林，您好：", "href=\"" + LINK + '"');
    }

    @Test
    void letsNoMarkupThrough() throws Exception {
        Written mail =
                write(
                        MailKind.BANNED,
                        "en",
                        "<img src=x onerror=alert(1)>",
                        "${7*7} [[${site}]] <script>alert(1)</script>");

        assertThat(mail.html())
                .doesNotContain("<img", "<script")
                .contains("&lt;script&gt;", "${7*7} [[${site}]]");
    }

    @ParameterizedTest
    @EnumSource(MailKind.class)
    void hasEveryTextInBothLanguages(MailKind kind) throws Exception {
        for (String locale : new String[] {"en", "zh-CN"}) {
            boolean link =
                    kind == MailKind.VERIFY_EMAIL
                            || kind == MailKind.CONFIRM_NEW_EMAIL
                            || kind == MailKind.RECOVERY;
            Properties texts =
                    PropertiesLoaderUtils.loadProperties(
                            new EncodedResource(
                                    new ClassPathResource(
                                            locale.equals("en")
                                                    ? "mail/texts.properties"
                                                    : "mail/texts_zh_CN.properties"),
                                    UTF_8));

            assertThat(texts).containsKeys(kind.key() + ".subject", kind.key() + ".body");
            assertThat(texts).containsKey(kind.key() + ".hint");
            assertThat(texts.containsKey(kind.key() + ".button")).isEqualTo(link);
        }
    }
}
