package io.guildhall.user.account;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where bootstrap tokens are kept. */
interface BootstrapTokens extends Repository<BootstrapToken, String> {
    BootstrapToken save(BootstrapToken token);

    /** All of them, locked: of two who come at once, one waits and then finds none. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from BootstrapToken t order by t.tokenHash")
    List<BootstrapToken> lockAll();

    @Modifying
    @Query("delete from BootstrapToken t")
    void deleteAll();

    @Modifying
    @Query("delete from BootstrapToken t where t.expiresAt < :now")
    void deleteExpired(Instant now);
}
