package io.guildhall.user.session;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where second factors and recovery codes are kept. */
interface SecondFactorRepository extends Repository<SecondFactor, Long> {
    SecondFactor save(SecondFactor factor);

    /** Locked: of two logins with one code, one waits and is refused. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select f from SecondFactor f where f.userId = :userId")
    Optional<SecondFactor> findLocked(long userId);

    @Modifying
    @Query("delete from SecondFactor f where f.userId = :userId")
    void deleteByUserId(long userId);

    @Modifying
    @Query("delete from SecondFactor f where f.userId = :userId and f.confirmed = false")
    void deleteUnconfirmed(long userId);

    @Modifying
    @NativeQuery("insert into RecoveryCode (user_id, code_hash) values (:userId, :codeHash)")
    void addRecoveryCode(long userId, String codeHash);

    @Modifying
    @NativeQuery("delete from RecoveryCode where user_id = :userId and code_hash = :codeHash")
    int useRecoveryCode(long userId, String codeHash);

    @Modifying
    @NativeQuery("delete from RecoveryCode where user_id = :userId")
    void deleteRecoveryCodes(long userId);
}
