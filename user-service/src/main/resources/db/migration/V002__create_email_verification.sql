CREATE TABLE EmailVerification (
    -- SHA-256 of the token in the mailed link.
    token_hash VARCHAR(43)   NOT NULL COLLATE ascii_bin,
    user_id    BIGINT       NOT NULL,
    email      VARCHAR(254) NOT NULL COLLATE ascii_bin,
    expires_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (token_hash),
    KEY ix_email_verification_user (user_id),
    KEY ix_email_verification_expiry (expires_at)
);
