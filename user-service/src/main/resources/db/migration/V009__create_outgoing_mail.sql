CREATE TABLE OutgoingMail (
    mail_id         BIGINT         NOT NULL,
    -- Encrypted: a link in a mail is a key to an account.
    content         VARBINARY(4000) NOT NULL,
    attempts        INT            NOT NULL,
    next_attempt_at DATETIME(6)    NOT NULL,
    -- When nobody needs it any more.
    expires_at      DATETIME(6)    NOT NULL,
    PRIMARY KEY (mail_id),
    KEY ix_outgoing_mail_next (next_attempt_at, mail_id)
);
