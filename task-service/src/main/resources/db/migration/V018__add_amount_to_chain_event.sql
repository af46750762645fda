-- What a credit is about, in the smallest unit of the task's token; null for all other kinds.
ALTER TABLE ChainEvent ADD COLUMN amount DECIMAL(30, 0) NULL;
