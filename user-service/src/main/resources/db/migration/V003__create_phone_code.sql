CREATE TABLE PhoneCode (
    phone      VARCHAR(16) NOT NULL COLLATE ascii_bin,
    -- Keyed hash: six digits would not survive a plain one.
    code_mac   VARCHAR(43)  NOT NULL COLLATE ascii_bin,
    expires_at DATETIME(6) NOT NULL,
    tries_left INT         NOT NULL,
    PRIMARY KEY (phone),
    KEY ix_phone_code_expiry (expires_at)
);
