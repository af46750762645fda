package io.guildhall.user.account;

import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.List;

/**
 * How somebody wants the site to be.
 *
 * @param locale {@code zh-CN} or {@code en}
 * @param theme {@code system}, {@code light} or {@code dark}
 * @param notifications one entry for each kind
 */
public record Settings(
        @Pattern(regexp = "zh-CN|en") String locale,
        @Pattern(regexp = "system|light|dark") String theme,
        Privacy privacy,
        List<Notification> notifications) {
    private static final List<String> LOCALES = List.of("zh-CN", "en");
    private static final List<String> THEMES = List.of("system", "light", "dark");

    /** What others see. */
    public record Privacy(
            boolean showEthereumAddress, boolean showJoinedAt, boolean discoverable) {}

    /** Where one kind of notice goes. */
    public record Notification(NotificationKind event, boolean inbox, boolean mail) {}

    public Settings {
        locale = knownLocale(locale);
        if (!THEMES.contains(theme)) {
            throw new InvalidValueException("theme-unknown", theme + ", expected one of " + THEMES);
        }
        notifications = List.copyOf(notifications);
        if (notifications.stream().map(Notification::event).distinct().count()
                != notifications.size()) {
            throw new InvalidValueException(
                    "notification-twice", "a kind is named twice, expected once");
        }
        if (notifications.stream()
                .anyMatch(n -> n.event() == NotificationKind.SECURITY && !n.mail())) {
            throw new InvalidValueException(
                    "security-mail-required", "mail about security is off, expected on");
        }
    }

    /** The settings of a new account: everything is shown and told. */
    public static Settings initial(String locale) {
        return new Settings(
                locale,
                "system",
                new Privacy(true, true, true),
                Arrays.stream(NotificationKind.values())
                        .map(kind -> new Notification(kind, true, true))
                        .toList());
    }

    /** Refuses a language that the site does not speak. */
    public static String knownLocale(String locale) {
        if (!LOCALES.contains(locale)) {
            throw new InvalidValueException(
                    "locale-unknown", locale + ", expected one of " + LOCALES);
        }
        return locale;
    }

    boolean wants(NotificationKind kind, boolean byMail) {
        return notifications.stream()
                .filter(n -> n.event() == kind)
                .map(n -> byMail ? n.mail() : n.inbox())
                .findFirst()
                .orElse(true);
    }
}
