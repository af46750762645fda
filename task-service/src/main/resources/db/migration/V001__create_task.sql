CREATE TABLE Task (
    task_id             BIGINT         NOT NULL,
    task_name           VARCHAR(120)   NOT NULL,
    -- Markdown.
    task_description    MEDIUMTEXT     NOT NULL,
    -- Smallest units of the token; below 2^96.
    task_price          DECIMAL(30, 0) NULL,
    task_status         VARCHAR(20)    NOT NULL COLLATE ascii_bin,
    publisher_id        BIGINT         NOT NULL,
    excerpt             VARCHAR(200)   NOT NULL,
    -- One a line.
    criteria            VARCHAR(6100)  NOT NULL,
    tags                VARCHAR(260)   NOT NULL,
    -- EIP-55 form; empty for ETH.
    token               VARCHAR(42)    NOT NULL COLLATE ascii_bin,
    mode                VARCHAR(20)    NOT NULL COLLATE ascii_bin,
    claim_deadline      DATETIME(6)    NULL,
    -- Seconds.
    review_window       INT            NULL,
    work_window         INT            NULL,
    max_revisions       INT            NULL,
    refusal_reason      VARCHAR(500)   NULL,
    created_at          DATETIME(6)    NOT NULL,
    applied_at          DATETIME(6)    NULL,
    -- When it first came on the market.
    opened_at           DATETIME(6)    NULL,
    -- Key of what the publisher was last asked to fund.
    promise_key         CHAR(66)       NULL COLLATE ascii_bin,
    -- What the chain says of it; the key is known from the funding on.
    escrow_key          CHAR(66)       NULL COLLATE ascii_bin,
    publisher_address   VARCHAR(42)    NULL COLLATE ascii_bin,
    worker_id           BIGINT         NULL,
    worker_address      VARCHAR(42)    NULL COLLATE ascii_bin,
    opened_in           BIGINT         NULL,
    clock_ends_at       DATETIME(6)    NULL,
    round               INT            NULL,
    ruled_share         INT            NULL,
    -- What somebody decided and the chain has not confirmed yet.
    pending_step        VARCHAR(20)    NULL COLLATE ascii_bin,
    pending_since       DATETIME(6)    NULL,
    pending_by          BIGINT         NULL,
    pending_command     BIGINT         NULL,
    pending_transaction CHAR(66)       NULL COLLATE ascii_bin,
    version             BIGINT         NOT NULL,
    -- What people call the status; null before the task is on the market.
    public_status       VARCHAR(10) COLLATE ascii_bin AS (
        CASE
            WHEN task_status = 'OPEN' THEN 'PUBLISHED'
            WHEN task_status IN ('CLAIMED', 'SUBMITTED', 'REVISION_ASKED', 'DISPUTED', 'RULED', 'APPEALED') THEN 'CLAIMED'
            WHEN task_status IN ('COMPLETED', 'SETTLED', 'RESOLVED') THEN 'COMPLETED'
            WHEN task_status IN ('CANCELLED', 'EXPIRED') THEN 'EXPIRED'
        END) STORED,
    PRIMARY KEY (task_id),
    KEY ix_task_opened (opened_at, task_id),
    KEY ix_task_public_opened (public_status, opened_at, task_id),
    KEY ix_task_public_deadline (public_status, claim_deadline, task_id),
    KEY ix_task_public_price (public_status, token, task_price, task_id),
    KEY ix_task_publisher (publisher_id, task_id),
    KEY ix_task_publisher_opened (publisher_id, opened_at, task_id),
    KEY ix_task_worker (worker_id, task_id),
    KEY ix_task_status_applied (task_status, applied_at, task_id),
    KEY ix_task_clock (task_status, clock_ends_at),
    FULLTEXT KEY ft_task (task_name, task_description) WITH PARSER ngram
);

-- The tasks of a tag that are on the market, in the order of lists.
CREATE TABLE TaskTag (
    tag       VARCHAR(30) NOT NULL COLLATE utf8mb4_bin,
    task_id   BIGINT      NOT NULL,
    opened_at DATETIME(6) NOT NULL,
    PRIMARY KEY (tag, task_id),
    KEY ix_task_tag_opened (tag, opened_at, task_id),
    CONSTRAINT fk_task_tag_task FOREIGN KEY (task_id) REFERENCES Task (task_id)
);
