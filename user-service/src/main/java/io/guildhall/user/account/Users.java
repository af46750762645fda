package io.guildhall.user.account;

import io.guildhall.defaults.security.Role;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where users are kept. */
interface Users extends Repository<User, Long> {
    /** A join in the query and no entity graph: with a graph the query is translated anew at every call. */
    String WITH_ROLES = "select u from User u left join fetch u.roles";

    User saveAndFlush(User user);

    @Query(WITH_ROLES + " where u.userId = :userId")
    Optional<User> findByUserId(long userId);

    /** Locks the row: events of one user leave in the order of the changes. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from User u where u.userId = :userId")
    Optional<User> findLocked(long userId);

    @Query(WITH_ROLES + " where u.usernameKey = :usernameKey")
    Optional<User> findByUsernameKey(String usernameKey);

    @Query(WITH_ROLES + " where u.email = :email")
    Optional<User> findByEmail(String email);

    @Query(WITH_ROLES + " where u.phone = :phone")
    Optional<User> findByPhone(String phone);

    @Query(WITH_ROLES + " where u.ethereumAddress = :address")
    Optional<User> findByEthereumAddress(String address);

    Optional<User> findFirstByPendingEmailOrderByUserIdDesc(String pendingEmail);

    boolean existsByUsernameKey(String usernameKey);

    boolean existsByEmail(String email);

    @Query("select distinct u from User u left join fetch u.roles where u.userId in :userIds")
    List<User> findAllByUserIdIn(Collection<Long> userIds);

    @Query(
            """
            select u.userId from User u
            where (:before is null or u.userId < :before)
              and (:verified is null or u.verified = :verified)
              and (:role is null or :role member of u.roles)
              and (:banned is null
                   or (:banned = true and u.bannedAt is not null
                       and (u.bannedUntil is null or u.bannedUntil > :now))
                   or (:banned = false and (u.bannedAt is null or u.bannedUntil <= :now)))
              and (:text is null
                   or u.usernameKey like :text escape '!'
                   or u.email = :exact or u.pendingEmail = :exact or u.phone = :exact
                   or u.ethereumAddress = :address)
            order by u.userId desc""")
    List<Long> search(
            @Nullable String text,
            @Nullable String exact,
            @Nullable String address,
            @Nullable Role role,
            @Nullable Boolean banned,
            @Nullable Boolean verified,
            Instant now,
            @Nullable Long before,
            Limit limit);

    /** The system admins, locked, so that two of them cannot remove each other at once. */
    @NativeQuery("select user_id from UserRole where role = 'SYSTEM_ADMIN' for update")
    List<Long> lockSystemAdmins();

    @Query("select count(u) > 0 from User u where :role member of u.roles")
    boolean existsByRole(Role role);

    @Modifying
    @NativeQuery("update `User` set last_login_at = :at where user_id = :userId")
    void rememberLogin(long userId, Instant at);
}
