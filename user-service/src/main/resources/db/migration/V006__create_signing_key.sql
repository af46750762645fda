CREATE TABLE SigningKey (
    key_id         VARCHAR(40)    NOT NULL COLLATE ascii_bin,
    -- X.509 and encrypted PKCS #8.
    public_key     VARBINARY(200) NOT NULL,
    private_key    VARBINARY(400) NOT NULL,
    created_at     DATETIME(6)    NOT NULL,
    -- Published before it signs, so that no verifier meets a key that it cannot know yet.
    signs_from     DATETIME(6)    NOT NULL,
    published_until DATETIME(6)   NULL,
    PRIMARY KEY (key_id)
);
