-- What is to be done on the chain. The number is given by the database, since commands of one account go out in this order.
CREATE TABLE Command (
    id               BIGINT         NOT NULL AUTO_INCREMENT,
    command_id       VARCHAR(100)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'given by who asks; the same id is the same command',
    fingerprint      CHAR(66)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of what is asked for',
    kind             VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_key         CHAR(66)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_id          BIGINT         NOT NULL,
    account          CHAR(42)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'who sends it',
    target           CHAR(42)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    data             MEDIUMTEXT     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status           VARCHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    nonce            BIGINT         NULL COMMENT 'taken before anything is signed, and never given up',
    gas_limit        BIGINT         NULL,
    transaction_hash CHAR(66)       CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the newest attempt, then of the one in a block',
    reason           VARCHAR(100)   CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of a failure',
    mined_block      BIGINT         NULL,
    gas_used         BIGINT         NULL,
    gas_price        DECIMAL(38, 0) NULL,
    created_at       TIMESTAMP(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    settled_at       TIMESTAMP(6)   NULL,
    PRIMARY KEY (id),
    UNIQUE KEY ux_command_command_id (command_id),
    -- Two transactions under one number would be a command sent twice, or one lost.
    UNIQUE KEY ux_command_nonce (account, nonce),
    KEY ix_command_status (account, status, id),
    KEY ix_command_task (task_key, status),
    KEY ix_command_mined_block (mined_block)
);
