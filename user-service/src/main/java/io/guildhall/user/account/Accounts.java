package io.guildhall.user.account;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.Role;
import io.guildhall.user.mail.MailKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds accounts, and changes what others decide about them: addresses, badge, roles, bans. Every change
 * is audited, announced and mailed to its user here, so that callers need not.
 */
@Service
public class Accounts {
    private final Users users;
    private final AccountStore store;
    private final FormerUsernames formerUsernames;
    private final Reauthentication reauthentication;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Accounts(
            Users users,
            AccountStore store,
            FormerUsernames formerUsernames,
            Reauthentication reauthentication,
            Notices notices,
            AuditTrail audit,
            Clock clock) {
        this.users = users;
        this.store = store;
        this.formerUsernames = formerUsernames;
        this.reauthentication = reauthentication;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Account> find(long userId) {
        return users.findByUserId(userId).map(User::account);
    }

    /** The account, or the problem {@code user-not-found}. */
    @Transactional(readOnly = true)
    public Account get(long userId) {
        return find(userId).orElseThrow(() -> AccountStore.unknown(userId));
    }

    /** The accounts with these ids, youngest first; unknown ids are left out. */
    @Transactional(readOnly = true)
    public List<Account> findAll(Collection<Long> userIds) {
        return users.findAllByUserIdIn(userIds).stream()
                .map(User::account)
                .sorted(Comparator.comparingLong(Account::id).reversed())
                .toList();
    }

    @Transactional(readOnly = true)
    public Optional<Account> findByAddress(EthereumAddress address) {
        return users.findByEthereumAddress(address.value()).map(User::account);
    }

    /** Who has proved a mail address. */
    @Transactional(readOnly = true)
    public Optional<Account> findByEmail(EmailAddress address) {
        return users.findByEmail(address.value()).map(User::account);
    }

    /** Whether anybody may have a username at the moment. */
    @Transactional(readOnly = true)
    public boolean isFree(Username username) {
        return !users.existsByUsernameKey(username.key())
                && !formerUsernames.isHeld(username.key());
    }

    /** One page of accounts, by key. */
    @Transactional(readOnly = true)
    public AccountSearch.Page search(AccountSearch search) {
        Identifier text = search.text() == null ? null : Identifier.of(search.text());
        List<Long> ids =
                users.search(
                        text == null ? null : text.usernamePrefix(),
                        text == null ? null : text.exact(),
                        text == null ? null : text.address(),
                        search.role(),
                        search.banned(),
                        search.verified(),
                        clock.instant(),
                        search.before(),
                        Limit.of(search.limit() + 1));
        boolean more = ids.size() > search.limit();
        List<Long> page = more ? ids.subList(0, search.limit()) : ids;
        return new AccountSearch.Page(findAll(page), more ? page.getLast() : null);
    }

    /**
     * Makes an address, whose holder has signed for it, a way in.
     *
     * @throws ProblemException {@code address-already-linked} when another account has it
     */
    @Transactional
    public Account linkAddress(Reauthentication.Proof proof, EthereumAddress address) {
        reauthentication.requireUnchanged(proof);
        long userId = proof.userId();
        Account account = store.change(userId, user -> user.linkAddress(address));
        audited("user.address-linked", userId, Map.of("address", address.value()));
        notices.send(account, MailKind.ADDRESS_LINKED, address.value());
        return account;
    }

    /**
     * Takes the linked address away.
     *
     * @throws ProblemException {@code last-credential} when no password is left to come in with
     */
    @Transactional
    public Account unlinkAddress(Reauthentication.Proof proof) {
        reauthentication.requireUnchanged(proof);
        long userId = proof.userId();
        String address = store.locked(userId).account().ethereumAddress();
        Account account = store.change(userId, User::unlinkAddress);
        if (address != null) {
            audited("user.address-unlinked", userId, Map.of("address", address));
            notices.send(account, MailKind.ADDRESS_UNLINKED, address);
        }
        return account;
    }

    /** Grants the verified-player badge or takes it away. */
    @Transactional
    public Account setBadge(long userId, boolean worn, String reason) {
        Account account = store.change(userId, user -> user.wearBadge(worn));
        audited(worn ? "user.verified" : "user.unverified", userId, Map.of("reason", reason));
        notices.send(account, worn ? MailKind.BADGE_GRANTED : MailKind.BADGE_TAKEN, reason);
        return account;
    }

    /**
     * Sets the roles; {@code PLAYER} always stays.
     *
     * @param actorId the admin who decides
     * @throws ProblemException {@code last-system-admin} when nobody would be left to run the system,
     *     {@code own-system-admin} when an admin gives the own role away
     */
    @Transactional
    public Account setRoles(long userId, Set<Role> roles, long actorId) {
        List<Long> admins = users.lockSystemAdmins();
        if (!roles.contains(Role.SYSTEM_ADMIN) && admins.contains(userId)) {
            refuseLastActive(userId, admins);
            if (userId == actorId) {
                throw new ProblemException(
                        ProblemKind.CONFLICT,
                        "own-system-admin",
                        "An admin gives the own role away, expected another admin to take it.");
            }
        }
        Account account = store.change(userId, user -> user.assume(roles));
        audited("user.roles-changed", userId, Map.of("roles", names(account.roles())));
        notices.send(account, MailKind.ROLES_CHANGED);
        return account;
    }

    /**
     * Shuts somebody out and ends the sessions.
     *
     * @throws ProblemException {@code last-system-admin}, or {@code own-ban} for oneself
     */
    @Transactional
    public Account ban(long userId, Ban ban, long actorId) {
        List<Long> admins = users.lockSystemAdmins();
        if (userId == actorId) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "own-ban", "An admin bans the own account.");
        }
        refuseLastActive(userId, admins);
        Instant now = clock.instant();
        Account account = store.change(userId, user -> user.ban(ban, now));
        audited(
                "user.banned",
                userId,
                Map.of("reason", ban.reason(), "until", String.valueOf(ban.until())));
        notices.send(account, MailKind.BANNED, ban.reason());
        return account;
    }

    /** Lets somebody in again. */
    @Transactional
    public Account unban(long userId) {
        Account account = store.change(userId, User::unban);
        audited("user.unbanned", userId, Map.of());
        notices.send(account, MailKind.UNBANNED);
        return account;
    }

    /** Says whether a login needs a second factor from now on. */
    @Transactional
    public Account requireSecondFactor(long userId, boolean required) {
        return store.change(userId, user -> user.requireSecondFactor(required));
    }

    /** Remembers when somebody last logged in; the account as it is now, locked until the transaction ends. */
    @Transactional
    public Account rememberLogin(long userId) {
        users.rememberLogin(userId, clock.instant());
        return get(userId);
    }

    private void refuseLastActive(long userId, List<Long> admins) {
        if (!admins.contains(userId)) {
            return;
        }
        Instant now = clock.instant();
        boolean anotherIsIn =
                findAll(admins).stream().anyMatch(a -> a.id() != userId && !a.isBanned(now));
        if (!anotherIsIn) {
            throw lastSystemAdmin();
        }
    }

    private static ProblemException lastSystemAdmin() {
        return new ProblemException(
                ProblemKind.CONFLICT,
                "last-system-admin",
                "Nobody would be left to run the system, expected another system admin.");
    }

    private static String names(Set<Role> roles) {
        return roles.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    private void audited(String action, long userId, Map<String, String> details) {
        audit.record(action, "user:" + userId, Outcome.SUCCESS, details);
    }
}
