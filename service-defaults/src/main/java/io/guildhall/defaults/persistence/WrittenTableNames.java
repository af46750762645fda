package io.guildhall.defaults.persistence;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;

/** Tables are called as {@code @Table} writes them ({@code User}, {@code Orders}); columns are snake case. */
final class WrittenTableNames extends PhysicalNamingStrategySnakeCaseImpl {
    @Override
    public Identifier toPhysicalTableName(Identifier logicalName, JdbcEnvironment environment) {
        return logicalName;
    }
}
