package io.guildhall.user.account;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where phone codes are kept. */
interface PhoneCodeRepository extends Repository<PhoneCode, String> {
    /** One statement: two first codes for a number that are asked for at once do not get in each other's way. */
    @Modifying
    @NativeQuery(
            """
            insert into PhoneCode (phone, code_mac, expires_at, tries_left)
            values (:phone, :codeMac, :expiresAt, :tries) as latest
            on duplicate key update code_mac = latest.code_mac,
                expires_at = latest.expires_at, tries_left = latest.tries_left""")
    void put(String phone, String codeMac, Instant expiresAt, int tries);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from PhoneCode c where c.phone = :phone")
    Optional<PhoneCode> findLocked(String phone);

    @Modifying(flushAutomatically = true)
    @Query("delete from PhoneCode c where c.phone = :phone and c.codeMac = :codeMac")
    int deleteCode(String phone, String codeMac);
}
