package io.guildhall.defaults.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * An answer that goes straight out, or is kept in memory from the moment that its request has a claim. Anybody may
 * send a key with any request: streams and files must not pile up here because of it.
 */
final class KeptAnswer extends HttpServletResponseWrapper {
    private @Nullable ContentCachingResponseWrapper kept;

    KeptAnswer(HttpServletResponse response) {
        super(response);
    }

    /** Keeps from now on what is written. Nothing is written before the controller's method runs. */
    void keep() {
        kept = new ContentCachingResponseWrapper((HttpServletResponse) getResponse());
        setResponse(kept);
    }

    /** What was written since {@link #keep}. */
    byte[] body() {
        return kept == null ? new byte[0] : kept.getContentAsByteArray();
    }

    /** Lets go what was kept. */
    void send() throws IOException {
        if (kept != null) {
            kept.copyBodyToResponse();
        }
    }
}
