package io.guildhall.defaults.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class OutagesTest {
    @Test
    void findsTheOutageBehindOtherFailures() {
        assertThat(outage(new IllegalStateException(new ConnectException("refused")))).isTrue();
        assertThat(outage(new CannotCreateTransactionException("no connection"))).isTrue();
        assertThat(outage(new DataAccessResourceFailureException("gone"))).isTrue();
        assertThat(outage(Status.UNAVAILABLE.asRuntimeException())).isTrue();
    }

    @Test
    void aConnectionThatBrokeInsideATransactionIsAnOutage() {
        SQLException closed = new SQLException("Connection is closed");

        assertThat(outage(new TransactionSystemException("no rollback", closed))).isTrue();
        assertThat(outage(new SQLException("Communications link failure", "08S01"))).isTrue();
        assertThat(outage(new SQLException("You have an error in your SQL syntax", "42000")))
                .isFalse();
        assertThat(outage(new SQLException("Statement is closed"))).isFalse();
    }

    @Test
    void faultsOfTheEventAreNoOutage() {
        assertThat(outage(new IllegalArgumentException("bad"))).isFalse();
        assertThat(outage(new DuplicateKeyException("twice"))).isFalse();
        assertThat(outage(Status.INVALID_ARGUMENT.asRuntimeException())).isFalse();
    }

    private static boolean outage(Throwable failure) {
        return Outages.isOutage(failure);
    }
}
