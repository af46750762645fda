package io.guildhall.defaults.persistence;

/** Makes 64-bit ids that sort by time (TSID). They are positive, and strings in JSON. */
@FunctionalInterface
public interface IdGenerator {
    long next();
}
