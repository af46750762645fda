-- Requests that may be sent again. A row without status is running, or was, when its process died.
CREATE TABLE IdempotencyKey (
    owner           BIGINT        NOT NULL COMMENT 'the user who sent it',
    idempotency_key VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fingerprint     CHAR(64)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of method, path, query and body',
    claim           CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the attempt that may commit',
    claimed_until   TIMESTAMP(6)  NOT NULL,
    committed       BOOLEAN       NOT NULL DEFAULT FALSE COMMENT 'set in the transaction of the effect',
    status          SMALLINT      NULL,
    content_type    VARCHAR(200)  NULL,
    location        VARCHAR(1000) NULL,
    body            MEDIUMBLOB    NULL,
    created_at      TIMESTAMP(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (owner, idempotency_key),
    KEY ix_idempotency_key_created_at (created_at)
);
