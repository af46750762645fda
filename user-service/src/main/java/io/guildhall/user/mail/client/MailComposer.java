package io.guildhall.user.mail.client;

import io.guildhall.user.mail.MailContent;
import io.guildhall.user.site.SiteProperties;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Writes a mail out, as text and as HTML, in its reader's language. */
@Component
class MailComposer {
    private final JavaMailSender sender;
    private final MailProperties properties;
    private final SiteProperties site;
    private final ResourceBundleMessageSource texts = texts();
    private final TemplateEngine templates = templates(texts);

    MailComposer(JavaMailSender sender, MailProperties properties, SiteProperties site) {
        this.sender = sender;
        this.properties = properties;
        this.site = site;
    }

    MimeMessage compose(MailContent content) {
        Locale locale = Locale.forLanguageTag(content.locale());
        Context context = new Context(locale);
        context.setVariable("key", content.kind().key());
        context.setVariable("username", content.username());
        context.setVariable("detail", content.detail());
        context.setVariable("link", content.link());
        context.setVariable("site", site.publicUrl().toString());
        try {
            MimeMessage message = sender.createMimeMessage();
            MimeMessageHelper mail =
                    new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            mail.setFrom(properties.mailFrom());
            mail.setTo(content.to());
            mail.setSubject(texts.getMessage(content.kind().key() + ".subject", null, locale));
            mail.setText(
                    templates.process("mail.txt", context),
                    templates.process("mail.html", context));
            // No out-of-office answers, please.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Content-Language", content.locale());
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException("cannot write a mail " + content.kind(), e);
        }
    }

    private static ResourceBundleMessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("mail/texts");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
        return texts;
    }

    private static TemplateEngine templates(ResourceBundleMessageSource texts) {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateEngineMessageSource(texts);
        engine.addTemplateResolver(resolver("*.html", TemplateMode.HTML));
        engine.addTemplateResolver(resolver("*.txt", TemplateMode.TEXT));
        return engine;
    }

    private static ClassLoaderTemplateResolver resolver(String names, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("mail/");
        resolver.setResolvablePatterns(Set.of(names));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return resolver;
    }
}
