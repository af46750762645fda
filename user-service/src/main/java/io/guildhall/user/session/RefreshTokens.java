package io.guildhall.user.session;

import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where refresh tokens are kept. */
interface RefreshTokens extends Repository<RefreshToken, String> {
    RefreshToken save(RefreshToken token);

    Optional<RefreshToken> findByTokenHash(String tokenHash);

    @Query("select t.sessionId from RefreshToken t where t.tokenHash = :tokenHash")
    Optional<Long> findSession(String tokenHash);

    @Query(
            "select count(t) > 0 from RefreshToken t"
                    + " where t.parentHash = :parentHash and t.usedAt is not null")
    boolean existsUsedChild(String parentHash);

    /** The other answers to the same exchange are worth nothing any more. */
    @Modifying(flushAutomatically = true)
    @Query(
            "update RefreshToken t set t.superseded = true"
                    + " where t.parentHash = :parentHash and t.tokenHash <> :used")
    void supersedeSiblings(String parentHash, String used);
}
