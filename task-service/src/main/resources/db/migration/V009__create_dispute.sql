-- What one side of a dispute says.
CREATE TABLE Statement (
    statement_id BIGINT      NOT NULL,
    task_id      BIGINT      NOT NULL,
    user_id      BIGINT      NOT NULL,
    -- Canonical JSON.
    canonical    MEDIUMTEXT  NOT NULL,
    created_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (statement_id),
    KEY ix_statement_task (task_id, statement_id)
);

-- What an arbiter decided. It counts once the chain has it.
CREATE TABLE Ruling (
    ruling_id  BIGINT        NOT NULL,
    task_id    BIGINT        NOT NULL,
    arbiter_id BIGINT        NOT NULL,
    share      INT           NOT NULL,
    reason     VARCHAR(2000) NOT NULL,
    -- SHA-256 of the reason, which stands on the chain.
    digest     CHAR(66)      NOT NULL COLLATE ascii_bin,
    appeal     BOOLEAN       NOT NULL,
    command_id BIGINT        NOT NULL,
    created_at DATETIME(6)   NOT NULL,
    PRIMARY KEY (ruling_id),
    KEY ix_ruling_task (task_id, ruling_id)
);
