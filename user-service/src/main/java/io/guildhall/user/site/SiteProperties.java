package io.guildhall.user.site;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The site as its visitors know it.
 *
 * @param publicUrl where people find it, such as {@code https://guildhall.example}; links in mails begin
 *     with it
 * @param termsVersion which terms of use a new account accepts
 */
@Validated
@ConfigurationProperties("guildhall.user")
public record SiteProperties(
        @NotNull URI publicUrl, @NotBlank @DefaultValue("2026-11") String termsVersion) {

    public SiteProperties {
        String text = String.valueOf(publicUrl);
        publicUrl = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** Scheme, host and port, as browsers send them in the Origin header. */
    public String origin() {
        String port = publicUrl.getPort() == -1 ? "" : ":" + publicUrl.getPort();
        return publicUrl.getScheme() + "://" + publicUrl.getHost() + port;
    }

    /** Whether the site is reached over TLS. */
    public boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }

    /** A page of the site. */
    public String link(String path) {
        return publicUrl + path;
    }
}
