package io.guildhall.localstack.testing;

import io.guildhall.localstack.infrastructure.MySqlServer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

record MySqlConnectionDetails(MySqlServer.Access access) implements JdbcConnectionDetails {
    @Override
    public String getUsername() {
        return access.username();
    }

    @Override
    public String getPassword() {
        return access.password();
    }

    @Override
    public String getJdbcUrl() {
        return access.url();
    }
}
