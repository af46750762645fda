package io.guildhall.task.dispute;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Where rulings are kept. */
interface RulingRepository extends Repository<Ruling, Long> {
    Ruling saveAndFlush(Ruling ruling);

    /** What this arbiter decided about these tasks before any appeal. */
    List<Ruling> findByTaskIdInAndArbiterIdAndAppealFalse(Collection<Long> taskIds, long arbiterId);

    List<Ruling> findByTaskIdOrderByRulingId(long taskId, Limit limit);
}
