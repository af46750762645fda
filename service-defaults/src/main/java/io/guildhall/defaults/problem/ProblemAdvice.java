package io.guildhall.defaults.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** Answers every exception that leaves a controller. */
@RestControllerAdvice
class ProblemAdvice {
    private final ProblemResponses responses;

    ProblemAdvice(ProblemResponses responses) {
        this.responses = responses;
    }

    /**
     * The answer; null where there is nobody to give it to.
     *
     * @throws Exception the failure itself when an answer is on its way already. The container then cuts the connection:
     *     an answer that ended in good order would pass for a whole one.
     */
    @ExceptionHandler(Exception.class)
    @Nullable ResponseEntity<ProblemDetail> answer(
            Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (failure instanceof AsyncRequestNotUsableException) {
            return null; // the client is gone
        }
        if (response.isCommitted()) {
            if (failure instanceof AsyncRequestTimeoutException) {
                return null; // a stream that was open as long as one may be
            }
            throw failure;
        }
        return responses.answer(failure, request);
    }
}
