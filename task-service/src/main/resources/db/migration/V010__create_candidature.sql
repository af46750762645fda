-- A player asks for a task whose publisher chooses.
CREATE TABLE Candidature (
    task_id     BIGINT        NOT NULL,
    user_id     BIGINT        NOT NULL,
    message     VARCHAR(1000) NOT NULL,
    created_at  DATETIME(6)   NOT NULL,
    -- At most one is accepted at a time; the last one counts.
    accepted_at DATETIME(6)   NULL,
    PRIMARY KEY (task_id, user_id),
    KEY ix_candidature_created (task_id, created_at, user_id)
);
