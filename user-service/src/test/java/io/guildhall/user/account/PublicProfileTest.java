package io.guildhall.user.account;

import static io.guildhall.user.account.UserFixture.ADDRESS;
import static io.guildhall.user.account.UserFixture.NOW;
import static io.guildhall.user.account.UserFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublicProfileTest {
    private static PublicProfile profile(boolean showsAddress, boolean showsJoinedAt) {
        User user = user("{hash}", ADDRESS);
        Settings initial = Settings.initial("en");
        user.prefer(
                new Settings(
                        "en",
                        initial.theme(),
                        new Settings.Privacy(showsAddress, showsJoinedAt, true),
                        initial.notifications()));
        return PublicProfile.of(user.account());
    }

    @Test
    void showsWhatIsNotHidden() {
        PublicProfile profile = profile(true, true);

        assertThat(profile.ethereumAddress()).isEqualTo(ADDRESS.value());
        assertThat(profile.joinedAt()).isEqualTo(NOW);
    }

    @Test
    void hidesTheAddress() {
        PublicProfile profile = profile(false, true);

        assertThat(profile.ethereumAddress()).isNull();
        assertThat(profile.joinedAt()).isEqualTo(NOW);
    }

    @Test
    void hidesSinceWhenSomebodyIsHere() {
        PublicProfile profile = profile(true, false);

        assertThat(profile.joinedAt()).isNull();
        assertThat(profile.ethereumAddress()).isEqualTo(ADDRESS.value());
    }
}
