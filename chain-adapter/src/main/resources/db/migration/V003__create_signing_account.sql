-- The next free nonce of each account that signs; who takes one holds the row's lock.
CREATE TABLE SigningAccount (
    account    CHAR(42) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    next_nonce BIGINT   NOT NULL,
    PRIMARY KEY (account)
);
