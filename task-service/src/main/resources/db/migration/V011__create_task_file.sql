-- A file that somebody handed in. Its bytes lie in the file store under its id.
CREATE TABLE TaskFile (
    file_id    BIGINT       NOT NULL,
    owner_id   BIGINT       NOT NULL,
    -- Null until it belongs to a submission or a statement; unattached files are thrown away after a day.
    task_id    BIGINT       NULL,
    file_name  VARCHAR(120) NOT NULL,
    bytes      INT          NOT NULL,
    media_type VARCHAR(60)  NOT NULL COLLATE ascii_bin,
    sha256     CHAR(66)     NOT NULL COLLATE ascii_bin,
    created_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (file_id),
    KEY ix_task_file_unattached (task_id, created_at),
    KEY ix_task_file_owner (owner_id, task_id)
);
