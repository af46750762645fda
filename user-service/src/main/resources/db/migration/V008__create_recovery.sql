-- What somebody asked for: looked at later, so that the answer tells nothing about the address.
CREATE TABLE RecoveryRequest (
    request_id   BIGINT       NOT NULL,
    email        VARCHAR(254) NOT NULL COLLATE ascii_bin,
    locale       VARCHAR(10)  NOT NULL COLLATE ascii_bin,
    requested_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (request_id)
);

CREATE TABLE RecoveryToken (
    token_hash VARCHAR(43)  NOT NULL COLLATE ascii_bin,
    user_id    BIGINT      NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (token_hash),
    KEY ix_recovery_token_user (user_id),
    KEY ix_recovery_token_expiry (expires_at)
);
