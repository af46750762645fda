CREATE TABLE Session (
    session_id     BIGINT       NOT NULL,
    user_id        BIGINT       NOT NULL,
    method         VARCHAR(10)  NOT NULL COLLATE ascii_bin,
    second_factor  BOOLEAN      NOT NULL,
    remembered     BOOLEAN      NOT NULL,
    client_address VARCHAR(45)  NOT NULL COLLATE ascii_bin,
    user_agent     VARCHAR(400) NOT NULL,
    created_at     DATETIME(6)  NOT NULL,
    last_used_at   DATETIME(6)  NOT NULL,
    expires_at     DATETIME(6)  NOT NULL,
    ended_at       DATETIME(6)  NULL,
    end_reason     VARCHAR(30)  NULL COLLATE ascii_bin,
    PRIMARY KEY (session_id),
    KEY ix_session_user (user_id, ended_at, session_id),
    KEY ix_session_expiry (expires_at)
);

CREATE TABLE RefreshToken (
    -- SHA-256 of the token in the cookie.
    token_hash  VARCHAR(43)  NOT NULL COLLATE ascii_bin,
    session_id  BIGINT      NOT NULL,
    -- The token that was exchanged for this one.
    parent_hash VARCHAR(43)  NULL COLLATE ascii_bin,
    issued_at   DATETIME(6) NOT NULL,
    expires_at  DATETIME(6) NOT NULL,
    used_at     DATETIME(6) NULL,
    -- A sibling was used in its place: using it now is theft.
    superseded  BOOLEAN     NOT NULL DEFAULT FALSE,
    PRIMARY KEY (token_hash),
    KEY ix_refresh_token_session (session_id),
    KEY ix_refresh_token_parent (parent_hash),
    KEY ix_refresh_token_expiry (expires_at)
);
