-- How many entries each task's timeline has; its lock gives them their numbers.
CREATE TABLE Timeline (
    task_id BIGINT NOT NULL,
    length  BIGINT NOT NULL,
    PRIMARY KEY (task_id)
);

CREATE TABLE TimelineEntry (
    task_id          BIGINT         NOT NULL,
    position         BIGINT         NOT NULL,
    at               DATETIME(6)    NOT NULL,
    kind             VARCHAR(30)    NOT NULL COLLATE ascii_bin,
    actor_id         BIGINT         NULL,
    amount           DECIMAL(30, 0) NULL,
    token            VARCHAR(42)    NULL COLLATE ascii_bin,
    transaction_hash CHAR(66)       NULL COLLATE ascii_bin,
    -- JSON object of texts.
    details          VARCHAR(4000)  NOT NULL,
    PRIMARY KEY (task_id, position)
);
