-- What people signed about tasks, and what they were asked to sign. Anybody may carry a signature to the chain.
CREATE TABLE Consent (
    consent_id    BIGINT        NOT NULL,
    task_id       BIGINT        NOT NULL,
    user_id       BIGINT        NOT NULL,
    kind          VARCHAR(20)   NOT NULL COLLATE ascii_bin,
    signer        VARCHAR(42)   NOT NULL COLLATE ascii_bin,
    escrow_key    CHAR(66)      NOT NULL COLLATE ascii_bin,
    opened_in     BIGINT        NOT NULL,
    worker        VARCHAR(42)   NOT NULL COLLATE ascii_bin,
    round         INT           NULL,
    digest        CHAR(66)      NULL COLLATE ascii_bin,
    share         INT           NULL,
    valid_until   DATETIME(6)   NULL,
    reason        VARCHAR(2000) NULL,
    submission_id BIGINT        NULL,
    signature     VARCHAR(2000) NULL COLLATE ascii_bin,
    created_at    DATETIME(6)   NOT NULL,
    signed_at     DATETIME(6)   NULL,
    command_id    BIGINT        NULL,
    version       BIGINT        NOT NULL,
    PRIMARY KEY (consent_id),
    KEY ix_consent_task (task_id, kind, consent_id),
    KEY ix_consent_signer (signer, task_id)
);

CREATE TABLE Submission (
    submission_id BIGINT      NOT NULL,
    task_id       BIGINT      NOT NULL,
    worker_id     BIGINT      NOT NULL,
    opened_in     BIGINT      NOT NULL,
    round         INT         NOT NULL,
    -- Canonical JSON; its SHA-256 goes on the chain.
    canonical     MEDIUMTEXT  NOT NULL,
    evidence      CHAR(66)    NOT NULL COLLATE ascii_bin,
    created_at    DATETIME(6) NOT NULL,
    PRIMARY KEY (submission_id),
    KEY ix_submission_task (task_id, submission_id)
);

-- Who counts against a claim limit before the chain has confirmed.
ALTER TABLE Task ADD KEY ix_task_pending (pending_by, pending_step);
