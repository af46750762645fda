-- Attempts that do nothing but use up the number of a command that no node takes.
ALTER TABLE Attempt ADD COLUMN voids BOOLEAN NOT NULL DEFAULT FALSE;
