-- Signed transactions of a command, all under its one nonce: at most one of them can ever be in a block.
CREATE TABLE Attempt (
    command          BIGINT         NOT NULL,
    number           INT            NOT NULL,
    transaction_hash CHAR(66)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    raw              MEDIUMTEXT     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    max_fee          DECIMAL(38, 0) NOT NULL COMMENT 'wei per gas',
    tip              DECIMAL(38, 0) NOT NULL COMMENT 'wei per gas',
    created_at       TIMESTAMP(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (command, number),
    CONSTRAINT fk_attempt_command FOREIGN KEY (command) REFERENCES Command (id)
);
