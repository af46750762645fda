package io.guildhall.defaults.idempotency;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.UserContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/** Decides, once the method is known, whether a request runs or its stored answer is given. */
final class IdempotencyInterceptor implements HandlerInterceptor {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern KEY = Pattern.compile("[!-~]{8,100}");

    private final IdempotencyKeys keys;
    private final UserContext users;

    IdempotencyInterceptor(IdempotencyKeys keys, UserContext users) {
        this.keys = keys;
        this.users = users;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String key = request.getHeader(HEADER);
        Optional<CurrentUser> user = users.user();
        if (key == null || user.isEmpty() || !isIdempotent(handler)) {
            return true;
        }
        RepeatableRequest repeatable = WebUtils.getNativeRequest(request, RepeatableRequest.class);
        KeptAnswer answer = WebUtils.getNativeResponse(response, KeptAnswer.class);
        if (repeatable == null || answer == null) {
            throw new IllegalStateException("IdempotencyFilter did not see the request");
        }
        Claim claim = new Claim(user.get().id(), requireWellFormed(key));
        Optional<StoredAnswer> stored = keys.claim(claim, repeatable.fingerprint());
        if (stored.isPresent()) {
            replay(stored.get(), response);
            return false;
        }
        claim.begin();
        answer.keep();
        return true;
    }

    private static boolean isIdempotent(Object handler) {
        return handler instanceof HandlerMethod method
                && method.hasMethodAnnotation(Idempotent.class);
    }

    private static String requireWellFormed(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(
                            ProblemKind.INVALID,
                            "invalid-request",
                            "The idempotency key has %d characters; expected 8 to 100 visible ASCII ones."
                                    .formatted(key.length()))
                    .withField(HEADER, "pattern", "is not 8 to 100 visible ASCII characters");
        }
        return key;
    }

    private static void replay(StoredAnswer answer, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        answer.body().writeTo(response.getOutputStream());
    }
}
