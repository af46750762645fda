package io.guildhall.defaults.idempotency;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.TestTokens;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A service that takes deposits, which shows when one is taken twice. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(IdempotencyTestApplication.Account.class)
class IdempotencyTestApplication {
    @Bean
    JWKSource<SecurityContext> ownKeys() {
        return TestTokens.keys();
    }

    record Deposit(String account, int amount) {}

    record Balance(String account, int balance) {}

    @RestController
    static class Account {
        private final JdbcClient jdbc;
        private final TransactionTemplate transaction;

        /** When set, a request says that it runs, and waits. */
        private final AtomicReference<Gate> gate = new AtomicReference<>(Gate.open());

        Account(DataSource dataSource, PlatformTransactionManager transactions) {
            this.jdbc = JdbcClient.create(dataSource);
            this.transaction = new TransactionTemplate(transactions);
            jdbc.sql("CREATE TABLE IF NOT EXISTS Account (id VARCHAR(50) PRIMARY KEY, balance INT)")
                    .update();
        }

        @Idempotent
        @AuthenticatedAccess
        @PostMapping("/deposits")
        @ResponseStatus(HttpStatus.CREATED)
        Balance deposit(@RequestBody Deposit deposit) {
            gate.get().pass();
            if (deposit.amount() <= 0) {
                throw new ProblemException(
                        ProblemKind.INVALID, "amount-not-positive", "amount must be positive");
            }
            transaction.executeWithoutResult(
                    status ->
                            jdbc.sql(
                                            """
                                            INSERT INTO Account VALUES (?, ?)
                                            ON DUPLICATE KEY UPDATE balance = balance + ?""")
                                    .param(deposit.account())
                                    .param(deposit.amount())
                                    .param(deposit.amount())
                                    .update());
            if (deposit.amount() == 13) {
                throw new IllegalStateException("fails after its commit");
            }
            return new Balance(deposit.account(), balance(deposit.account()));
        }

        /** Runs each time that it is asked to. */
        @AuthenticatedAccess
        @PostMapping("/reckless-deposits")
        @ResponseStatus(HttpStatus.CREATED)
        Balance depositAgain(@RequestBody Deposit deposit) {
            return deposit(deposit);
        }

        /** Tells the first half at once, and the second when the gate is open. */
        @AuthenticatedAccess
        @GetMapping("/statements")
        void stream(HttpServletResponse response) throws IOException {
            response.getOutputStream().print("first half, ");
            response.flushBuffer();
            gate.get().pass();
            response.getOutputStream().print("second half");
        }

        int balance(String account) {
            return jdbc.sql("SELECT balance FROM Account WHERE id = ?")
                    .param(account)
                    .query(Integer.class)
                    .optional()
                    .orElse(0);
        }

        void close(Gate with) {
            gate.set(with);
        }
    }

    record Gate(CountDownLatch arrived, CountDownLatch opened) {
        static Gate open() {
            return new Gate(new CountDownLatch(0), new CountDownLatch(0));
        }

        static Gate closed() {
            return new Gate(new CountDownLatch(1), new CountDownLatch(1));
        }

        void pass() {
            arrived.countDown();
            await(opened);
        }

        void awaitArrival() {
            await(arrived);
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(20, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody came");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
