package io.guildhall.user.session;

import java.util.List;
import java.util.Optional;
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

    /** The other answers to the same exchange. */
    // Read and not updated here: an update searches by "not this one" too, which can lock the rows
    // of other sessions.
    @Query(
            "select t from RefreshToken t"
                    + " where t.parentHash = :parentHash and t.tokenHash <> :used")
    List<RefreshToken> findSiblings(String parentHash, String used);
}
