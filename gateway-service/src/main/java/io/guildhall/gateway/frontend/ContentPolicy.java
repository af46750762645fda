package io.guildhall.gateway.frontend;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The content security policy of every page. Nothing is loaded from elsewhere and no inline script runs.
 * Inline style attributes are allowed, since Vue writes the static ones of a template as markup; style
 * elements are not.
 */
@Component
public class ContentPolicy {
    private final List<String> connectOrigins;

    ContentPolicy(FrontendProperties properties) {
        this.connectOrigins = properties.connectOrigins();
    }

    /** The value of the header. */
    public String directives() {
        String connect = String.join(" ", connectOrigins);
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self'",
                "style-src 'self'",
                "style-src-attr 'unsafe-inline'",
                "img-src 'self' data:",
                "font-src 'self'",
                ("connect-src 'self' " + connect).strip(),
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }
}
