package io.guildhall.user.recovery;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where recovery tokens are kept. */
interface RecoveryTokens extends Repository<RecoveryToken, String> {
    RecoveryToken save(RecoveryToken token);

    Optional<RecoveryToken> findByTokenHash(String tokenHash);

    /** Uses a token up; 0 when somebody else was quicker. */
    @Modifying
    @Query("delete from RecoveryToken t where t.tokenHash = :tokenHash and t.expiresAt > :now")
    int use(String tokenHash, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("delete from RecoveryToken t where t.userId = :userId")
    void deleteByUserId(long userId);
}
