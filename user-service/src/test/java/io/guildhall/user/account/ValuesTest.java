package io.guildhall.user.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"Lin_42", "玩家一号", "Ünal-3", "ａｂｃ", "नमस्ते"})
    void acceptsNamesOfAnyScript(String name) {
        assertThat(new Username(name).value()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "a23456789012345678901",
                "1abc",
                "_abc",
                "a b c",
                "a@b.cn",
                "abc\u202Edef",
                "abc\u115F",
                "abc\u1160",
                "\u3164\u3164\u3164",
                "abc\uFFA0",
                "abc\uFE0F",
                "abc\u034F",
                "abc\u17B5",
                "abc\u180B",
                "abc\uDB40\uDD00",
                "<b>abc",
                "abc\r\nBcc"
            })
    void refusesNamesThatMislead(String name) {
        assertThatThrownBy(() -> new Username(name)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"l\u0456n", "\u0410dmin", "k\u03B1i", "\u043Bin\u0430", "कlin"})
    void refusesNamesOfScriptsThatLookAlike(String name) {
        assertThatThrownBy(() -> new Username(name))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.code()).isEqualTo("username-scripts"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Лина_1", "小林Lin", "リンちゃん漢字", "길드Guild", "λίνα", "éa\u0301b"})
    void acceptsNamesOfOneScriptOrThoseOfEastAsia(String name) {
        assertThat(new Username(name).value()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LIN,lin", "Straße,STRASSE", "ａｂｃ,ABC", "Ünal,ünaL"})
    void takesNamesOfDifferentCaseAndWidthForOne(String one, String other) {
        assertThat(new Username(one).key()).isEqualTo(new Username(other).key());
    }

    @Test
    void lowersMailAddresses() {
        assertThat(new EmailAddress(" Lin@Example.ORG ").value()).isEqualTo("lin@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lin",
                "lin@localhost",
                "lın@example.org",
                "a@b..cn",
                "a\r\n@b.cn",
                "a b@c.cn"
            })
    void refusesWhatIsNoMailAddress(String text) {
        assertThatThrownBy(() -> new EmailAddress(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refusesMailAddressesThatAreTooLong() {
        String domain = "@" + "d".repeat(60) + "." + "e".repeat(60) + "." + "f".repeat(60) + ".org";
        String longestName = "a".repeat(64);
        assertThat(longestName + domain).hasSize(251);

        assertThat(new EmailAddress(longestName + domain.replace(".org", ".museum")).value())
                .hasSize(254);
        assertThat(refused(longestName + domain.replace(".org", ".museums"))).isTrue();
        assertThat(refused("a" + longestName + "@example.org")).isTrue();
    }

    private static boolean refused(String address) {
        try {
            return new EmailAddress(address).value().isEmpty();
        } catch (InvalidValueException e) {
            return e.code().equals("email-format");
        }
    }

    @ParameterizedTest
    @CsvSource({"13800138000,+8613800138000", "+1 650-253-0000,+16502530000"})
    void readsPhoneNumbers(String typed, String stored) {
        assertThat(new PhoneNumber(typed).value()).isEqualTo(stored);
    }

    /** Landlines in Germany may have them, and the library knows that; no column does. */
    @Test
    void refusesPhoneNumbersThatAreLongerThanE164Allows() {
        assertThat(new PhoneNumber("+49 30 12345678901").value()).hasSize(16);

        assertThatThrownBy(() -> new PhoneNumber("+49 30 123456789012"))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("phone-format");
                            assertThat(e.text())
                                    .isEqualTo("has 16 digits, expected 15 at the most");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "+861", "phone"})
    void refusesWhatIsNoPhoneNumber(String typed) {
        assertThatThrownBy(() -> new PhoneNumber(typed)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void writesAddressesWithTheirChecksum() {
        assertThat(new EthereumAddress("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed").value())
                .isEqualTo("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed0",
                "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "0xgaaeb6053f3e94c9b9a09f33669435e7ef1beaed"
            })
    void refusesWhatIsNoEthereumAddress(String text) {
        assertThatThrownBy(() -> new EthereumAddress(text))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.code()).isEqualTo("address-format"));
    }

    @Test
    void neverSilencesSecurityMail() {
        Settings settings = Settings.initial("en");
        List<Settings.Notification> silent =
                List.of(new Settings.Notification(NotificationKind.SECURITY, true, false));

        assertThatThrownBy(() -> new Settings("en", settings.theme(), settings.privacy(), silent))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.code()).isEqualTo("security-mail-required"));
    }

    @Test
    void knowsNoOtherLanguageThemeOrKindTwice() {
        Settings settings = Settings.initial("en");
        Settings.Notification once = new Settings.Notification(NotificationKind.TASK, true, true);

        assertThatThrownBy(() -> Settings.initial("fr"))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.code()).isEqualTo("locale-unknown"));
        assertThatThrownBy(() -> new Settings("en", "pink", settings.privacy(), List.of()))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.code()).isEqualTo("theme-unknown"));
        assertThatThrownBy(
                        () -> new Settings("en", "dark", settings.privacy(), List.of(once, once)))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.code()).isEqualTo("notification-twice"));
    }

    @Test
    void keepsSettingsThroughTheAggregate() {
        Settings settings =
                new Settings(
                        "zh-CN",
                        "dark",
                        new Settings.Privacy(false, true, false),
                        List.of(new Settings.Notification(NotificationKind.TASK, false, true)));

        Settings kept = new Preferences(settings).settings();

        assertThat(kept.privacy()).isEqualTo(settings.privacy());
        assertThat(kept.wants(NotificationKind.TASK, false)).isFalse();
        assertThat(kept.wants(NotificationKind.ORDER, false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Lin_42,Name",
        "lin@example.org,Email",
        "13800138000,Phone",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed,Address",
        "lin@,Nobody",
        "12,Nobody"
    })
    void tellsIdentifiersApart(String typed, String kind) {
        assertThat(Identifier.of(typed).getClass().getSimpleName()).isEqualTo(kind);
    }
}
