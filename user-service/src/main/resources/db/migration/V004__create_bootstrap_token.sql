-- One row for each start without a system admin; all of them end with the first that is used.
CREATE TABLE BootstrapToken (
    token_hash VARCHAR(43)  NOT NULL COLLATE ascii_bin,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (token_hash)
);
