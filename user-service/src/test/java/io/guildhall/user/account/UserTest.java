package io.guildhall.user.account;

import static io.guildhall.user.account.UserFixture.ADDRESS;
import static io.guildhall.user.account.UserFixture.NOW;
import static io.guildhall.user.account.UserFixture.passwordUser;
import static io.guildhall.user.account.UserFixture.user;
import static io.guildhall.user.account.UserFixture.walletUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.security.Role;
import io.guildhall.user.account.AccountEvent.AddressLinked;
import io.guildhall.user.account.AccountEvent.AddressUnlinked;
import io.guildhall.user.account.AccountEvent.BadgeChanged;
import io.guildhall.user.account.AccountEvent.RolesChanged;
import io.guildhall.user.account.AccountEvent.Unbanned;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserTest {
    @Test
    void startsAsAPlayerWithNothingProved() {
        Account account = passwordUser().account();

        assertThat(account.roles()).containsExactly(Role.PLAYER);
        assertThat(account.email()).isNull();
        assertThat(account.pendingEmail()).isEqualTo("lin@example.org");
        assertThat(account.verified()).isFalse();
    }

    @Test
    void needsAWayIn() {
        assertThatThrownBy(() -> user(null, null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void provesTheAddressThatItWaitsFor() {
        User user = passwordUser();

        user.proveEmail(new EmailAddress("lin@example.org"));

        assertThat(user.account().email()).isEqualTo("lin@example.org");
        assertThat(user.account().pendingEmail()).isNull();
    }

    @Test
    void refusesProofOfAnAddressThatItNoLongerWaitsFor() {
        User user = passwordUser();
        user.awaitEmail(new EmailAddress("new@example.org"));

        assertThatThrownBy(() -> user.proveEmail(new EmailAddress("lin@example.org")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo("token-invalid"));
    }

    @Test
    void keepsItsLastCredential() {
        User user = walletUser();

        assertThatThrownBy(user::unlinkAddress)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo("last-credential"));
        assertThat(user.account().ethereumAddress()).isEqualTo(ADDRESS.value());
    }

    @Test
    void unlinksTheAddressWhenAPasswordIsLeft() {
        User user = user("{hash}", ADDRESS);

        user.unlinkAddress();

        assertThat(user.account().ethereumAddress()).isNull();
        assertThat(user.events()).containsExactly(new AddressUnlinked(42, ADDRESS.value()));
    }

    @Test
    void tellsOfBothAddressesWhenOneReplacesTheOther() {
        User user = user("{hash}", ADDRESS);
        EthereumAddress next = new EthereumAddress("0x" + "1".repeat(40));

        user.linkAddress(next);

        assertThat(user.events())
                .containsExactly(
                        new AddressUnlinked(42, ADDRESS.value()),
                        new AddressLinked(42, next.value()));
    }

    @Test
    void becomesPublisherOnlyWithAnAddress() {
        assertThatThrownBy(passwordUser()::becomePublisher)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo("wallet-required"));

        User user = walletUser();
        user.becomePublisher();

        assertThat(user.account().roles())
                .containsExactlyInAnyOrder(Role.PLAYER, Role.TASK_PUBLISHER);
    }

    @Test
    void staysAPlayerWhateverRolesItIsGiven() {
        User user = passwordUser();

        user.assume(Set.of(Role.SYSTEM_ADMIN));

        assertThat(user.events())
                .containsExactly(
                        new RolesChanged(42, Set.of(Role.PLAYER, Role.SYSTEM_ADMIN), Set.of()));
    }

    @Test
    void countsAsSystemAdminOnlyWithASecondFactor() {
        User user = passwordUser();
        user.assume(Set.of(Role.SYSTEM_ADMIN));

        assertThat(user.account().effectiveRoles(false)).containsExactly(Role.PLAYER);
        assertThat(user.account().effectiveRoles(true)).contains(Role.SYSTEM_ADMIN);
    }

    @Test
    void isBannedUntilTheBanRunsOut() {
        User user = passwordUser();

        user.ban(new Ban("spam", NOW.plusSeconds(60)), NOW);

        assertThat(user.account().isBanned(NOW)).isTrue();
        assertThat(user.account().isBanned(NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void refusesABanThatIsOverAlready() {
        User user = passwordUser();

        assertThatThrownBy(() -> user.ban(new Ban("spam", NOW), NOW))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void comesBackWhenItIsUnbanned() {
        User user = passwordUser();
        user.ban(new Ban("spam", null), NOW);
        user.forgetEvents();

        user.unban();
        user.unban();

        assertThat(user.account().ban()).isNull();
        assertThat(user.account().isBanned(NOW)).isFalse();
        assertThat(user.events()).containsExactly(new Unbanned(42));
    }

    @Test
    void tellsNothingWhereNothingChanges() {
        User user = user("{hash}", ADDRESS);
        user.proveEmail(new EmailAddress("lin@example.org"));
        user.forgetEvents();

        user.rename(new Username("Lin_42"));
        user.proveEmail(new EmailAddress("lin@example.org"));
        user.linkAddress(ADDRESS);
        user.assume(Set.of(Role.PLAYER));
        user.wearBadge(false);
        User withoutAddress = passwordUser();
        withoutAddress.forgetEvents();
        withoutAddress.unlinkAddress();

        assertThat(user.events()).isEmpty();
        assertThat(withoutAddress.events()).isEmpty();
    }

    @Test
    void tellsWhichRolesWereLost() {
        User user = passwordUser();
        user.assume(Set.of(Role.COMMUNITY_ADMIN, Role.TASK_PUBLISHER));
        user.forgetEvents();

        user.assume(Set.of(Role.TASK_PUBLISHER));

        assertThat(user.account().roles())
                .containsExactlyInAnyOrder(Role.PLAYER, Role.TASK_PUBLISHER);
        assertThat(user.events())
                .containsExactly(
                        new RolesChanged(
                                42,
                                Set.of(Role.PLAYER, Role.TASK_PUBLISHER),
                                Set.of(Role.COMMUNITY_ADMIN)));
    }

    @Test
    void keepsItsOtherRolesWhenItBecomesPublisher() {
        User user = walletUser();
        user.assume(Set.of(Role.COMMUNITY_ADMIN));

        user.becomePublisher();

        assertThat(user.account().roles())
                .containsExactlyInAnyOrder(Role.PLAYER, Role.COMMUNITY_ADMIN, Role.TASK_PUBLISHER);
    }

    /** A login that began before the password was changed must not bring the old one back. */
    @Test
    void strengthensOnlyThePasswordThatWasChecked() {
        User user = passwordUser();
        user.changePassword("{changed}", null);

        user.strengthenPassword("{hash}", "{stronger}");
        assertThat(user.password()).isEqualTo("{changed}");

        user.strengthenPassword("{changed}", "{stronger}");
        assertThat(user.password()).isEqualTo("{stronger}");
    }

    /** Who is told that somebody else asks for a new address is told to change the password, which must help. */
    @Test
    void forgetsANewAddressThatWaitsWhenThePasswordChanges() {
        User user = passwordUser();
        user.proveEmail(new EmailAddress("lin@example.org"));
        user.awaitEmail(new EmailAddress("thief@example.org"));

        user.changePassword("{changed}", null);

        assertThat(user.account().pendingEmail()).isNull();
        assertThatThrownBy(() -> user.proveEmail(new EmailAddress("thief@example.org")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void waitsOnForItsFirstAddressWhenThePasswordChanges() {
        User user = passwordUser();

        user.changePassword("{changed}", null);

        assertThat(user.account().pendingEmail()).isEqualTo("lin@example.org");
    }

    @Test
    void tellsOfABadgeOnce() {
        User user = passwordUser();

        user.wearBadge(true);
        user.wearBadge(true);

        assertThat(user.events()).containsExactly(new BadgeChanged(42, true));
    }
}
