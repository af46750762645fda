-- Every promise that a publisher's wallet was asked to fund, by its key on the chain. Never changed: a funding may
-- arrive long after the task was taken back.
CREATE TABLE EscrowTerms (
    escrow_key     CHAR(66)       NOT NULL COLLATE ascii_bin,
    task_id        BIGINT         NOT NULL,
    publisher      VARCHAR(42)    NOT NULL COLLATE ascii_bin,
    -- Canonical JSON; its SHA-256 is in the terms.
    content        MEDIUMTEXT     NOT NULL,
    content_hash   CHAR(66)       NOT NULL COLLATE ascii_bin,
    token          VARCHAR(42)    NOT NULL COLLATE ascii_bin,
    reward         DECIMAL(30, 0) NOT NULL,
    appeal_arbiter VARCHAR(42)    NULL COLLATE ascii_bin,
    max_revisions  INT            NOT NULL,
    default_share  INT            NOT NULL,
    fee_rate       INT            NOT NULL,
    appeal_window  INT            NOT NULL,
    review_window  INT            NOT NULL,
    work_window    INT            NOT NULL,
    claim_deadline DATETIME(6)    NOT NULL,
    created_at     DATETIME(6)    NOT NULL,
    PRIMARY KEY (escrow_key),
    KEY ix_escrow_terms_task (task_id)
);
