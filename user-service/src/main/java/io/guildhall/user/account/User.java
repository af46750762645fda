package io.guildhall.user.account;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.Role;
import io.guildhall.user.account.AccountEvent.AddressLinked;
import io.guildhall.user.account.AccountEvent.AddressUnlinked;
import io.guildhall.user.account.AccountEvent.BadgeChanged;
import io.guildhall.user.account.AccountEvent.Banned;
import io.guildhall.user.account.AccountEvent.DetailsChanged;
import io.guildhall.user.account.AccountEvent.EmailVerified;
import io.guildhall.user.account.AccountEvent.PasswordChanged;
import io.guildhall.user.account.AccountEvent.ProfileChanged;
import io.guildhall.user.account.AccountEvent.Registered;
import io.guildhall.user.account.AccountEvent.RolesChanged;
import io.guildhall.user.account.AccountEvent.Unbanned;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/** A person with an account. */
@Entity
@Table(name = "User")
class User extends AbstractAggregateRoot<User> {
    @Id private long userId;
    private String username;

    // Only queries read it.
    @SuppressWarnings("UnusedVariable")
    private String usernameKey;

    private @Nullable String password;
    private @Nullable String ethereumAddress;
    private @Nullable String email;
    private @Nullable String pendingEmail;
    private @Nullable String phone;

    @Column(name = "is_verified")
    private boolean verified;

    private @Nullable String bio;
    private String avatarSeed;
    @Embedded private Preferences preferences;
    private boolean secondFactor;
    private @Nullable Instant bannedAt;
    private @Nullable Instant bannedUntil;
    private @Nullable String banReason;

    // Kept as evidence of what was accepted.
    @SuppressWarnings("UnusedVariable")
    private String termsVersion;

    private Instant joinedAt;

    // Written past the aggregate at every login; nothing here depends on it.
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastLoginAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "UserRole", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles = EnumSet.of(Role.PLAYER);

    @Version private @Nullable Long version;

    /**
     * What a new account starts with.
     *
     * @param passwordHash null when the Ethereum address is the way in
     * @param email not proved yet
     * @param phone proved by a code
     * @param address proved by a signature
     */
    record Registration(
            long userId,
            Username username,
            @Nullable String passwordHash,
            @Nullable EmailAddress email,
            @Nullable PhoneNumber phone,
            @Nullable EthereumAddress address,
            String locale,
            String termsVersion) {}

    @SuppressWarnings("NullAway.Init")
    protected User() {}

    static User register(Registration registration, Instant now) {
        if (registration.passwordHash() == null && registration.address() == null) {
            throw new ProblemException(
                            ProblemKind.INVALID,
                            "invalid-request",
                            "No way in, expected a password or an Ethereum address.")
                    .withField("password", "required", "missing, expected a password");
        }
        User user = new User();
        user.userId = registration.userId();
        user.username = registration.username().value();
        user.usernameKey = registration.username().key();
        user.password = registration.passwordHash();
        user.pendingEmail = valueOf(registration.email());
        user.phone = valueOf(registration.phone());
        user.ethereumAddress = valueOf(registration.address());
        user.avatarSeed = Long.toString(registration.userId(), 36);
        user.preferences = new Preferences(Settings.initial(registration.locale()));
        user.termsVersion = registration.termsVersion();
        user.joinedAt = now;
        user.registerEvent(new Registered(user.userId, user.username, registration.locale(), now));
        if (user.ethereumAddress != null) {
            user.registerEvent(new AddressLinked(user.userId, user.ethereumAddress));
        }
        return user;
    }

    private static @Nullable String valueOf(@Nullable Record value) {
        return value == null ? null : value.toString();
    }

    void rename(Username name) {
        if (name.value().equals(username)) {
            return;
        }
        username = name.value();
        usernameKey = name.key();
        registerEvent(new ProfileChanged(userId, username, preferences.locale()));
    }

    void describe(@Nullable String text) {
        bio = text == null || text.isBlank() ? null : text.strip();
        registerEvent(new DetailsChanged(userId));
    }

    void prefer(Settings settings) {
        boolean languageChanged = !settings.locale().equals(preferences.locale());
        preferences = new Preferences(settings);
        registerEvent(
                languageChanged
                        ? new ProfileChanged(userId, username, settings.locale())
                        : new DetailsChanged(userId));
    }

    /**
     * Sets another password. A new address that waits is forgotten, unless it would be the first: who saw that a
     * stranger asked for it changes the password, and the stranger's link must not work after that.
     */
    void changePassword(String hash, @Nullable Long keptSessionId) {
        password = hash;
        if (email != null) {
            pendingEmail = null;
        }
        registerEvent(new PasswordChanged(userId, keptSessionId));
    }

    /** Replaces the hash of the same password by a stronger one; false when the password is another by now. */
    boolean strengthenPassword(String previousHash, String hash) {
        if (!previousHash.equals(password)) {
            return false;
        }
        password = hash;
        registerEvent(new DetailsChanged(userId));
        return true;
    }

    void awaitEmail(EmailAddress address) {
        pendingEmail = address.value();
        registerEvent(new DetailsChanged(userId));
    }

    /**
     * Takes over an address whose mailbox the user has opened.
     *
     * @throws ProblemException {@code token-invalid} when the user waits for another address by now
     */
    void proveEmail(EmailAddress address) {
        if (address.value().equals(email)) {
            return;
        }
        if (!address.value().equals(pendingEmail)) {
            throw new ProblemException(
                    ProblemKind.INVALID,
                    "token-invalid",
                    "The token is for an address that the account no longer waits for.");
        }
        email = pendingEmail;
        pendingEmail = null;
        registerEvent(new EmailVerified(userId));
    }

    void usePhone(PhoneNumber number) {
        phone = number.value();
        registerEvent(new DetailsChanged(userId));
    }

    void forgetPhone() {
        phone = null;
        registerEvent(new DetailsChanged(userId));
    }

    void linkAddress(EthereumAddress address) {
        if (address.value().equals(ethereumAddress)) {
            return;
        }
        if (ethereumAddress != null) {
            registerEvent(new AddressUnlinked(userId, ethereumAddress));
        }
        ethereumAddress = address.value();
        registerEvent(new AddressLinked(userId, ethereumAddress));
    }

    void unlinkAddress() {
        if (ethereumAddress == null) {
            return;
        }
        if (password == null) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "last-credential",
                    "The Ethereum address is the only way in, expected a password beside it.");
        }
        registerEvent(new AddressUnlinked(userId, ethereumAddress));
        ethereumAddress = null;
    }

    void wearBadge(boolean worn) {
        if (verified == worn) {
            return;
        }
        verified = worn;
        registerEvent(new BadgeChanged(userId, worn));
    }

    /** Sets the roles; everybody stays a player. */
    void assume(Set<Role> held) {
        EnumSet<Role> wanted = EnumSet.of(Role.PLAYER);
        wanted.addAll(held);
        if (roles.equals(wanted)) {
            return;
        }
        Set<Role> lost = EnumSet.copyOf(roles);
        lost.removeAll(wanted);
        roles.retainAll(wanted);
        roles.addAll(wanted);
        registerEvent(new RolesChanged(userId, Set.copyOf(wanted), Set.copyOf(lost)));
    }

    void becomePublisher() {
        if (ethereumAddress == null) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "wallet-required",
                    "No Ethereum address is linked, expected one to pay rewards from.");
        }
        EnumSet<Role> wanted = EnumSet.copyOf(roles);
        wanted.add(Role.TASK_PUBLISHER);
        assume(wanted);
    }

    void ban(Ban ban, Instant now) {
        if (ban.until() != null && !ban.until().isAfter(now)) {
            throw new ProblemException(
                            ProblemKind.INVALID, "invalid-request", "Some fields are not valid.")
                    .withField("until", "in-the-past", ban.until() + ", expected a later time");
        }
        bannedAt = now;
        bannedUntil = ban.until();
        banReason = ban.reason();
        registerEvent(new Banned(userId, ban.reason(), ban.until()));
    }

    void unban() {
        if (bannedAt == null) {
            return;
        }
        bannedAt = null;
        bannedUntil = null;
        banReason = null;
        registerEvent(new Unbanned(userId));
    }

    void requireSecondFactor(boolean required) {
        secondFactor = required;
        registerEvent(new DetailsChanged(userId));
    }

    /** What happened since the last save. */
    Collection<Object> events() {
        return domainEvents();
    }

    /** Forgets what happened, as a save does. */
    void forgetEvents() {
        clearDomainEvents();
    }

    boolean isSystemAdmin() {
        return roles.contains(Role.SYSTEM_ADMIN);
    }

    long userId() {
        return userId;
    }

    @Nullable String password() {
        return password;
    }

    @Nullable String pendingEmail() {
        return pendingEmail;
    }

    @Nullable String email() {
        return email;
    }

    Account account() {
        return new Account(
                userId,
                username,
                email,
                pendingEmail,
                phone,
                ethereumAddress,
                Set.copyOf(roles),
                verified,
                bio,
                avatarSeed,
                password != null,
                // The hash has a salt of its own, so that equal passwords have different marks.
                password == null ? 0 : password.hashCode(),
                secondFactor,
                bannedAt == null
                        ? null
                        : new Ban(Objects.requireNonNullElse(banReason, "-"), bannedUntil),
                preferences.settings(),
                joinedAt,
                lastLoginAt,
                version == null ? 0 : version);
    }
}
