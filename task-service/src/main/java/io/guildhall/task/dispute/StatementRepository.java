package io.guildhall.task.dispute;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Where statements are kept. */
interface StatementRepository extends Repository<Statement, Long> {
    Statement saveAndFlush(Statement statement);

    List<Statement> findByTaskIdOrderByStatementId(long taskId, Limit limit);

    long countByTaskIdAndUserId(long taskId, long userId);
}
