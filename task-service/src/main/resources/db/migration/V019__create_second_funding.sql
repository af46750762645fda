-- Fundings of a task that another funding had opened already: locked rewards that nobody can earn, until they are taken back.
CREATE TABLE SecondFunding (
    escrow_key CHAR(66)    NOT NULL COLLATE ascii_bin,
    task_id    BIGINT      NOT NULL,
    -- From then on anybody may send it back; moved on when the platform tries.
    due_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (escrow_key),
    KEY ix_second_funding_task (task_id),
    KEY ix_second_funding_due (due_at)
);
