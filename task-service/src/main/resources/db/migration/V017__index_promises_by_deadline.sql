-- Promises that may have been funded without a word of it.
CREATE INDEX ix_escrow_terms_deadline ON EscrowTerms (claim_deadline, escrow_key);
