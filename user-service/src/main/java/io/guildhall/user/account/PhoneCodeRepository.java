package io.guildhall.user.account;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where phone codes are kept. */
interface PhoneCodeRepository extends Repository<PhoneCode, String> {
    PhoneCode save(PhoneCode code);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from PhoneCode c where c.phone = :phone")
    Optional<PhoneCode> findLocked(String phone);

    @Modifying(flushAutomatically = true)
    @Query("delete from PhoneCode c where c.phone = :phone and c.codeMac = :codeMac")
    int deleteCode(String phone, String codeMac);
}
