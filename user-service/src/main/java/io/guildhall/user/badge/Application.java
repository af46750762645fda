package io.guildhall.user.badge;

import io.guildhall.user.account.InvalidValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * What somebody says for themselves.
 *
 * @param statement 30 to 1,000 characters
 * @param links at most five web addresses that show who it is
 */
public record Application(String statement, List<String> links) {
    static final int MOST_LINKS = 5;
    private static final int LONGEST_LINK = 300;

    public Application {
        statement = statement.strip();
        int length = statement.codePointCount(0, statement.length());
        if (length < 30 || length > 1_000) {
            throw new InvalidValueException(
                    "statement-length", "has " + length + " characters, expected 30 to 1000");
        }
        if (links.size() > MOST_LINKS) {
            throw new InvalidValueException(
                    "links-count", links.size() + " links, expected at most " + MOST_LINKS);
        }
        links = links.stream().map(Application::checked).toList();
    }

    /** Only web pages: an admin will click on it. */
    private static String checked(String link) {
        String text = link.strip();
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
            if (web
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && text.length() <= LONGEST_LINK) {
                return text;
            }
        } catch (URISyntaxException _) {
            // Falls through: no URI is no link.
        }
        throw new InvalidValueException(
                "link-format",
                "not a web address, expected http or https and at most "
                        + LONGEST_LINK
                        + " characters");
    }
}
