CREATE TABLE FormerUsername (
    -- As in User: what makes two names the same.
    username_key VARCHAR(120) NOT NULL COLLATE utf8mb4_bin,
    -- Who gave it up, and may have it back.
    user_id      BIGINT       NOT NULL,
    -- Nobody else gets it before.
    held_until   DATETIME(6)  NOT NULL,
    PRIMARY KEY (username_key),
    KEY ix_former_username_user (user_id, held_until),
    KEY ix_former_username_held (held_until),
    CONSTRAINT fk_former_username_user FOREIGN KEY (user_id) REFERENCES `User` (user_id)
);
