package io.guildhall.task.dispute;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** Where rulings are kept. */
interface RulingRepository extends Repository<Ruling, Long> {
    Ruling saveAndFlush(Ruling ruling);

    /** Of these tasks those whose first ruling is this arbiter's. */
    @Query(
            "SELECT r.taskId FROM Ruling r WHERE r.taskId IN :tasks AND r.arbiterId = :arbiter AND"
                    + " r.appeal = FALSE")
    Set<Long> ruledFirst(
            @Param("arbiter") long arbiterId, @Param("tasks") Collection<Long> taskIds);

    List<Ruling> findByTaskIdOrderByRulingId(long taskId, Limit limit);
}
