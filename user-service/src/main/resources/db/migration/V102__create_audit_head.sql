-- The end of the chain. Its only row is locked by whoever appends, so that the chain never forks.
CREATE TABLE AuditHead (
    head_id  INT         NOT NULL,
    position BIGINT      NOT NULL,
    seal     VARCHAR(43) NOT NULL COLLATE ascii_bin,
    PRIMARY KEY (head_id)
);
INSERT INTO AuditHead (head_id, position, seal) VALUES (1, 0, '');
