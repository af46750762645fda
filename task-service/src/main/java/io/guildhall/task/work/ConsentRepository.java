package io.guildhall.task.work;

import io.guildhall.task.escrow.ConsentKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where consents are kept. */
interface ConsentRepository extends Repository<Consent, Long> {
    Consent saveAndFlush(Consent consent);

    Optional<Consent> findByConsentId(long consentId);

    /** What somebody signed about a task, latest first. */
    @Query(
            """
            select c from Consent c where c.taskId = :taskId and c.userId = :userId
            and c.signature is not null order by c.consentId desc""")
    List<Consent> findSigned(long taskId, long userId, Limit limit);

    /** Offers to settle that were signed, latest first. */
    @Query(
            """
            select c from Consent c where c.taskId = :taskId and c.kind = :kind
            and c.signature is not null order by c.consentId desc""")
    List<Consent> findSignedOf(long taskId, ConsentKind kind, Limit limit);

    /** The commands that carry what somebody signed since a time, latest first. */
    @Query(
            """
            select c.commandId from Consent c where c.userId = :userId and c.signedAt > :since
            and c.kind = :kind and c.commandId is not null order by c.signedAt desc""")
    List<Long> findCarriedSince(long userId, ConsentKind kind, Instant since, Limit limit);

    /** Everything with a reason that was signed. */
    @Query(
            """
            select c from Consent c where c.taskId = :taskId and c.reason is not null
            and c.signature is not null order by c.consentId""")
    List<Consent> findReasoned(long taskId, Limit limit);

    @Query(
            """
            select c.userId from Consent c where c.taskId = :taskId and c.signer = :signer
            order by c.consentId desc""")
    List<Long> findSigners(long taskId, String signer, Limit limit);
}
