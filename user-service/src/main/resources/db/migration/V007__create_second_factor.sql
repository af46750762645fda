CREATE TABLE SecondFactor (
    user_id   BIGINT         NOT NULL,
    -- Encrypted.
    secret    VARBINARY(100) NOT NULL,
    confirmed BOOLEAN        NOT NULL,
    -- The last time step whose code was accepted: no code works twice.
    last_step BIGINT         NOT NULL,
    PRIMARY KEY (user_id)
);

CREATE TABLE RecoveryCode (
    user_id   BIGINT     NOT NULL,
    code_hash VARCHAR(43) NOT NULL COLLATE ascii_bin,
    PRIMARY KEY (user_id, code_hash)
);
