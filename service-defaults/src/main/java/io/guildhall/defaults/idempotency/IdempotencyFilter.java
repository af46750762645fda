package io.guildhall.defaults.idempotency;

import com.google.protobuf.ByteString;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps the answer of a request with an idempotency key until it is stored, and only then sends it. */
final class IdempotencyFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final int FIRST_FAILURE = 400;
    private static final int FIRST_FAILURE_OF_THE_SERVER = 500;

    private final IdempotencyKeys keys;

    IdempotencyFilter(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(IdempotencyInterceptor.HEADER) == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        KeptAnswer answer = new KeptAnswer(response);
        boolean answered = false;
        try {
            chain.doFilter(new RepeatableRequest(request), answer);
            answered = true;
        } finally {
            Claim claim = Claim.running();
            Claim.end();
            if (claim != null) {
                conclude(claim, answered ? answer : null);
            }
        }
        answer.send();
    }

    private void conclude(Claim claim, @Nullable KeptAnswer answer) {
        try {
            if (answer != null && isFinal(claim, answer.getStatus())) {
                keys.complete(claim, stored(answer));
            } else {
                keys.release(claim);
            }
        } catch (DataAccessException | TransactionException failure) {
            // The answer is true all the same. Who asks again hears that it is done, or runs it
            // when it is not.
            log.warn("the answer to an idempotent request could not be stored", failure);
        }
    }

    /** An outage after the effect passes: who asks again must not hear of it for as long as answers are kept. */
    private static boolean isFinal(Claim claim, int status) {
        return status < (claim.committed() ? FIRST_FAILURE_OF_THE_SERVER : FIRST_FAILURE);
    }

    private static StoredAnswer stored(KeptAnswer answer) {
        return new StoredAnswer(
                answer.getStatus(),
                answer.getContentType(),
                answer.getHeader(HttpHeaders.LOCATION),
                ByteString.copyFrom(answer.body()));
    }
}
