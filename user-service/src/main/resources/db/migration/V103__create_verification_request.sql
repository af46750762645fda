CREATE TABLE VerificationRequest (
    request_id      BIGINT        NOT NULL,
    user_id         BIGINT        NOT NULL,
    statement       VARCHAR(1000) NOT NULL,
    -- One link a line.
    links           VARCHAR(2000) NOT NULL,
    status          VARCHAR(10)   NOT NULL COLLATE ascii_bin,
    reason          VARCHAR(500)  NULL,
    created_at      DATETIME(6)   NOT NULL,
    decided_at      DATETIME(6)   NULL,
    decided_by      BIGINT        NULL,
    version         BIGINT        NOT NULL,
    -- At most one request of a user waits, however fast the button is clicked.
    pending_user_id BIGINT AS (CASE WHEN status = 'PENDING' THEN user_id END) STORED,
    PRIMARY KEY (request_id),
    UNIQUE KEY uk_verification_request_pending (pending_user_id),
    KEY ix_verification_request_user (user_id, request_id),
    KEY ix_verification_request_status (status, request_id),
    CONSTRAINT fk_verification_request_user FOREIGN KEY (user_id) REFERENCES `User` (user_id)
);
