package io.guildhall.defaults.problem;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Tells what the surroundings do to us from what we, or the caller, do wrong: the first passes and is worth another
 * try, the second stays.
 */
public final class Outages {
    private static final int LONGEST_CHAIN = 20;

    private Outages() {}

    /** Whether it, or what caused it, passes by itself. */
    public static boolean isOutage(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++) {
            if (namesAnOutage(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean namesAnOutage(Throwable cause) {
        return switch (cause) {
            case DataAccessResourceFailureException _ -> true;
            case TransientDataAccessException _ -> true;
            case RecoverableDataAccessException _ -> true;
            case StatusRuntimeException call -> isAway(call.getStatus().getCode());
            case CannotCreateTransactionException _ -> true;
            case TransactionTimedOutException _ -> true;
            case RetriableException _ -> true;
            case SQLTransientException _ -> true;
            case SQLRecoverableException _ -> true;
            case SQLNonTransientConnectionException _ -> true;
            case SQLException failure -> isConnectionLost(failure);
            case ConnectException _ -> true;
            case SocketTimeoutException _ -> true;
            case UnknownHostException _ -> true;
            case TimeoutException _ -> true;
            // Nobody interrupts a request but the shutdown and the time limit of an asynchronous
            // one.
            case InterruptedException _ -> true;
            default -> false;
        };
    }

    /**
     * By SQLSTATE class 08, or by the words of the pool, which has none: where a connection breaks inside a transaction, all
     * that is left of it in the end is that its rollback found the connection closed.
     */
    private static boolean isConnectionLost(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                ? "Connection is closed".equals(failure.getMessage())
                : state.startsWith("08");
    }

    private static boolean isAway(Status.Code code) {
        return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
    }
}
