-- Blocks whose events were told: the newest one by one, older ones here and there. A reorganisation is found by their hashes.
CREATE TABLE FollowedBlock (
    number BIGINT   NOT NULL,
    hash   CHAR(66) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (number)
);

-- One row: the last block whose events were told. Who moves it holds its lock.
CREATE TABLE ChainCursor (
    id           TINYINT  NOT NULL,
    block_number BIGINT   NOT NULL,
    block_hash   CHAR(66) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (id)
);
