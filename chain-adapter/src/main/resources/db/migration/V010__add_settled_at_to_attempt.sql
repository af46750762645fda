-- Since when its command has an end; attempts are forgotten a while after it.
ALTER TABLE Attempt ADD COLUMN settled_at TIMESTAMP(6) NULL, ADD KEY ix_attempt_settled (settled_at);
UPDATE Attempt a JOIN Command c ON c.id = a.command SET a.settled_at = c.settled_at WHERE c.settled_at IS NOT NULL;
