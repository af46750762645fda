-- What the chain said of each funded task. What the task is follows from these rows alone.
CREATE TABLE ChainEvent (
    escrow_key       CHAR(66)    NOT NULL COLLATE ascii_bin,
    block_number     BIGINT      NOT NULL,
    log_index        INT         NOT NULL,
    task_id          BIGINT      NOT NULL,
    block_hash       CHAR(66)    NOT NULL COLLATE ascii_bin,
    block_time       DATETIME(6) NOT NULL,
    transaction_hash CHAR(66)    NOT NULL COLLATE ascii_bin,
    kind             VARCHAR(20) NOT NULL COLLATE ascii_bin,
    -- Right after the event; the rest is null once the task has ended.
    task_status      VARCHAR(20) NOT NULL COLLATE ascii_bin,
    worker           VARCHAR(42) NULL COLLATE ascii_bin,
    opened_in        BIGINT      NULL,
    clock_ends_at    DATETIME(6) NULL,
    round            INT         NULL,
    ruled_share      INT         NULL,
    -- What the event itself says.
    account          VARCHAR(42) NULL COLLATE ascii_bin,
    digest           CHAR(66)    NULL COLLATE ascii_bin,
    share            INT         NULL,
    PRIMARY KEY (escrow_key, block_number, log_index),
    KEY ix_chain_event_task (task_id, block_number, log_index)
);

-- Money that moved.
CREATE TABLE `Transaction` (
    transaction_id     BIGINT         NOT NULL,
    task_id            BIGINT         NOT NULL,
    -- Null for the escrow contract.
    sender_id          BIGINT         NULL,
    -- Null for the escrow contract, and for an account that is nobody's here.
    receiver_id        BIGINT         NULL,
    -- Smallest units of the token.
    transaction_amount DECIMAL(30, 0) NOT NULL,
    token              VARCHAR(42)    NOT NULL COLLATE ascii_bin,
    kind               VARCHAR(20)    NOT NULL COLLATE ascii_bin,
    transaction_hash   CHAR(66)       NOT NULL COLLATE ascii_bin,
    escrow_key         CHAR(66)       NOT NULL COLLATE ascii_bin,
    block_number       BIGINT         NOT NULL,
    log_index          INT            NOT NULL,
    at                 DATETIME(6)    NOT NULL,
    PRIMARY KEY (transaction_id),
    UNIQUE KEY uk_transaction_place (escrow_key, block_number, log_index, kind),
    KEY ix_transaction_task (task_id, transaction_id),
    KEY ix_transaction_sender (sender_id, transaction_id),
    KEY ix_transaction_receiver (receiver_id, transaction_id)
);
