package io.guildhall.user.account;

import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where links to mailboxes are kept. */
interface EmailVerificationRepository extends Repository<EmailVerification, String> {
    EmailVerification save(EmailVerification verification);

    Optional<EmailVerification> findByTokenHash(String tokenHash);

    @Modifying(flushAutomatically = true)
    @Query("delete from EmailVerification v where v.userId = :userId")
    void deleteByUserId(long userId);
}
