package io.guildhall.user.session;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where signing keys are kept. */
interface SigningKeyRepository extends Repository<SigningKey, String> {
    SigningKey save(SigningKey key);

    List<SigningKey> findAll();

    @Modifying
    @Query("delete from SigningKey k where k.publishedUntil < :now")
    int deleteUnpublished(Instant now);
}
