package io.guildhall.user.badge;

/** What became of a request. */
public enum RequestStatus {
    PENDING,
    APPROVED,
    REJECTED
}
