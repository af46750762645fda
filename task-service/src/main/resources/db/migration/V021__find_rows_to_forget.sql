-- What nobody signed, and what the chain has confirmed, is forgotten after a while.
ALTER TABLE Consent
    ADD COLUMN unsigned_since DATETIME(6) AS (IF(signature IS NULL, created_at, NULL)) VIRTUAL,
    ADD KEY ix_consent_unsigned (unsigned_since);

ALTER TABLE EscrowCommand
    ADD COLUMN done_since DATETIME(6) AS (IF(state = 'DONE', created_at, NULL)) VIRTUAL,
    ADD KEY ix_escrow_command_done (done_since);
