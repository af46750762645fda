-- A copy of what user-service tells about people.
CREATE TABLE Player (
    user_id          BIGINT      NOT NULL,
    -- Null while only later events of this user have come.
    username         VARCHAR(80) NULL COLLATE utf8mb4_bin,
    is_verified      BOOLEAN     NOT NULL DEFAULT FALSE,
    is_banned        BOOLEAN     NOT NULL DEFAULT FALSE,
    -- EIP-55 form.
    ethereum_address VARCHAR(42) NULL COLLATE ascii_bin,
    PRIMARY KEY (user_id),
    KEY ix_player_ethereum_address (ethereum_address)
);
