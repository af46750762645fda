package io.guildhall.user.account;

import io.guildhall.user.account.Settings.Notification;
import io.guildhall.user.account.Settings.Privacy;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The settings as the aggregate keeps them: what is switched off, so that a new kind starts switched on. */
@Embeddable
class Preferences {
    private String locale;
    private String theme;
    private boolean showEthereumAddress;
    private boolean showJoinedAt;
    private boolean discoverable;

    @Convert(converter = NotificationKinds.class)
    private Set<NotificationKind> inboxOff;

    @Convert(converter = NotificationKinds.class)
    private Set<NotificationKind> mailOff;

    @SuppressWarnings("NullAway.Init")
    protected Preferences() {}

    Preferences(Settings settings) {
        locale = settings.locale();
        theme = settings.theme();
        showEthereumAddress = settings.privacy().showEthereumAddress();
        showJoinedAt = settings.privacy().showJoinedAt();
        discoverable = settings.privacy().discoverable();
        inboxOff = off(settings, false);
        mailOff = off(settings, true);
    }

    private static Set<NotificationKind> off(Settings settings, boolean byMail) {
        EnumSet<NotificationKind> off = EnumSet.noneOf(NotificationKind.class);
        for (NotificationKind kind : NotificationKind.values()) {
            if (!settings.wants(kind, byMail)) {
                off.add(kind);
            }
        }
        return off;
    }

    String locale() {
        return locale;
    }

    Settings settings() {
        return new Settings(
                locale,
                theme,
                new Privacy(showEthereumAddress, showJoinedAt, discoverable),
                Arrays.stream(NotificationKind.values())
                        .map(
                                kind ->
                                        new Notification(
                                                kind,
                                                !inboxOff.contains(kind),
                                                !mailOff.contains(kind)))
                        .toList());
    }
}
