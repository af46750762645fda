package io.guildhall.defaults.problem;

/** What sort of refusal it is; decides the HTTP status and the gRPC code. */
public enum ProblemKind {
    INVALID,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    GONE,
    TOO_LARGE,
    TOO_MANY_REQUESTS,
    UNAVAILABLE
}
