package io.guildhall.defaults.telemetry;

import java.util.Optional;

/** The trace that the running request belongs to. */
@FunctionalInterface
public interface CurrentTrace {
    /** The W3C trace id, 32 hexadecimal digits; empty outside of a trace. */
    Optional<String> id();
}
