-- The events that were told, with the state right after each: what a reorganisation goes back to.
CREATE TABLE EscrowEvent (
    block_number     BIGINT      NOT NULL,
    log_index        INT         NOT NULL,
    block_hash       CHAR(66)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    block_time       BIGINT      NOT NULL,
    transaction_hash CHAR(66)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sender           CHAR(42)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_key         CHAR(66)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind             VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account          CHAR(42)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    digest           CHAR(66)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    number           INT         NOT NULL,
    status           VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    worker           CHAR(42)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_in        BIGINT      NOT NULL,
    clock            BIGINT      NOT NULL,
    round            INT         NOT NULL,
    ruled_share      INT         NOT NULL,
    PRIMARY KEY (block_number, log_index),
    KEY ix_escrow_event_task (task_key, block_number, log_index),
    KEY ix_escrow_event_time (block_time, kind)
);
