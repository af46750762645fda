-- What chain-adapter is to be told, written in the transaction that decides it.
CREATE TABLE EscrowCommand (
    command_id BIGINT       NOT NULL,
    task_id    BIGINT       NOT NULL,
    kind       VARCHAR(20)  NOT NULL COLLATE ascii_bin,
    -- JSON.
    body       MEDIUMTEXT   NOT NULL,
    -- WAITING until chain-adapter has it, then GIVEN; REFUSED or DONE at the end.
    state      VARCHAR(10)  NOT NULL COLLATE ascii_bin,
    attempts   INT          NOT NULL,
    due_at     DATETIME(6)  NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (command_id),
    KEY ix_escrow_command_due (state, due_at),
    KEY ix_escrow_command_task (task_id)
);
