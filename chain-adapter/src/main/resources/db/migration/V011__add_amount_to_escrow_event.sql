-- What a credit is about; null for all other kinds.
ALTER TABLE EscrowEvent ADD COLUMN amount DECIMAL(38, 0) NULL AFTER number;
