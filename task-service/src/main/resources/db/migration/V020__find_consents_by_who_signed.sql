-- What somebody signed of late: whose claims the contract keeps refusing.
CREATE INDEX ix_consent_user ON Consent (user_id, signed_at);
