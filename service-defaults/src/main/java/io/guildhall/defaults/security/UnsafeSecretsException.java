package io.guildhall.defaults.security;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The service was configured with secrets that are none. Names properties, never their values. */
final class UnsafeSecretsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsafeSecretsException(List<String> refused) {
        super("Unsafe secrets: " + String.join("; ", refused));
    }

    /** Tells the operator what to do instead of showing a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<UnsafeSecretsException> {
        @Override
        protected FailureAnalysis analyze(Throwable root, UnsafeSecretsException cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Give each of them a random value by its environment variable, for example from"
                            + " 'openssl rand -base64 32'. Only the profile 'local' runs with placeholders.",
                    cause);
        }
    }
}
