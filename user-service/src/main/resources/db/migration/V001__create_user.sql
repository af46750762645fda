CREATE TABLE `User` (
    user_id               BIGINT        NOT NULL,
    username              VARCHAR(80)   NOT NULL COLLATE utf8mb4_bin,
    -- NFKC, case-folded: what makes two names the same.
    username_key          VARCHAR(120)  NOT NULL COLLATE utf8mb4_bin,
    password              VARCHAR(255)  NULL COLLATE ascii_bin,
    -- EIP-55 form.
    ethereum_address      VARCHAR(42)   NULL COLLATE ascii_bin,
    -- Verified and lower case; an address that nobody has proved yet is pending.
    email                 VARCHAR(254)  NULL COLLATE ascii_bin,
    pending_email         VARCHAR(254)  NULL COLLATE ascii_bin,
    -- E.164; proved by a code before it gets here.
    phone                 VARCHAR(16)   NULL COLLATE ascii_bin,
    -- The verified-player badge.
    is_verified           BOOLEAN       NOT NULL DEFAULT FALSE,
    bio                   VARCHAR(500)  NULL,
    avatar_seed           VARCHAR(32)   NOT NULL COLLATE ascii_bin,
    locale                VARCHAR(10)   NOT NULL COLLATE ascii_bin,
    theme                 VARCHAR(10)   NOT NULL COLLATE ascii_bin,
    show_ethereum_address BOOLEAN       NOT NULL,
    show_joined_at        BOOLEAN       NOT NULL,
    discoverable          BOOLEAN       NOT NULL,
    inbox_off             VARCHAR(120)  NOT NULL COLLATE ascii_bin,
    mail_off              VARCHAR(120)  NOT NULL COLLATE ascii_bin,
    second_factor         BOOLEAN       NOT NULL DEFAULT FALSE,
    banned_at             DATETIME(6)   NULL,
    banned_until          DATETIME(6)   NULL,
    ban_reason            VARCHAR(500)  NULL,
    terms_version         VARCHAR(20)   NOT NULL COLLATE ascii_bin,
    joined_at             DATETIME(6)   NOT NULL,
    last_login_at         DATETIME(6)   NULL,
    version               BIGINT        NOT NULL,
    PRIMARY KEY (user_id),
    UNIQUE KEY uk_user_username (username),
    UNIQUE KEY uk_user_username_key (username_key),
    UNIQUE KEY uk_user_ethereum_address (ethereum_address),
    UNIQUE KEY uk_user_email (email),
    UNIQUE KEY uk_user_phone (phone),
    KEY ix_user_pending_email (pending_email, user_id),
    KEY ix_user_banned (banned_at, user_id),
    KEY ix_user_verified (is_verified, user_id)
);

CREATE TABLE UserRole (
    user_id BIGINT      NOT NULL,
    role    VARCHAR(20) NOT NULL COLLATE ascii_bin,
    PRIMARY KEY (user_id, role),
    KEY ix_user_role (role, user_id),
    CONSTRAINT fk_user_role_user FOREIGN KEY (user_id) REFERENCES `User` (user_id)
);
