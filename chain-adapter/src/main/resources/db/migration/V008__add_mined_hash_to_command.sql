-- The block that it was executed in by its hash: another block may stand at its number later.
ALTER TABLE Command ADD COLUMN mined_hash CHAR(66) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER mined_block;
