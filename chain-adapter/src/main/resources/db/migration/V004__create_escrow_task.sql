-- Every task that the contract was seen to take, and its state after the newest event that was told.
CREATE TABLE EscrowTask (
    task_key       CHAR(66)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_id        BIGINT         NOT NULL,
    publisher      CHAR(42)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    content        CHAR(66)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token          CHAR(42)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reward         DECIMAL(38, 0) NOT NULL,
    fee            DECIMAL(38, 0) NOT NULL,
    appeal_arbiter CHAR(42)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    policy         DECIMAL(65, 0) NOT NULL,
    status         VARCHAR(20)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    worker         CHAR(42)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_in      BIGINT         NOT NULL,
    clock          BIGINT         NOT NULL,
    round          INT            NOT NULL,
    ruled_share    INT            NOT NULL,
    PRIMARY KEY (task_key),
    -- What the contract must hold of each token is summed from the index alone.
    KEY ix_escrow_task_status (status, token, reward, fee)
);
