package io.guildhall.user.recovery;

import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where requests for recovery wait. */
interface RecoveryRequests extends Repository<RecoveryRequest, Long> {
    RecoveryRequest save(RecoveryRequest request);

    @NativeQuery(
            "select * from RecoveryRequest order by request_id limit :most for update skip locked")
    List<RecoveryRequest> take(int most);

    @Modifying
    @Query("delete from RecoveryRequest r where r.requestId = :requestId")
    void deleteByRequestId(long requestId);
}
