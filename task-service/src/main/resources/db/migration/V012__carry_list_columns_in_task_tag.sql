-- A list by tag is read from one index in its order, whatever else it is filtered by: the tag's row carries what lists compare.
ALTER TABLE TaskTag
    ADD COLUMN public_status  VARCHAR(10)    NOT NULL DEFAULT '' COLLATE ascii_bin,
    ADD COLUMN token          VARCHAR(42)    NOT NULL DEFAULT '' COLLATE ascii_bin,
    ADD COLUMN task_price     DECIMAL(30, 0) NULL,
    ADD COLUMN claim_deadline DATETIME(6)    NULL;

UPDATE TaskTag g JOIN Task t ON t.task_id = g.task_id
SET g.public_status = t.public_status, g.token = t.token, g.task_price = t.task_price, g.claim_deadline = t.claim_deadline
WHERE t.public_status IS NOT NULL;

ALTER TABLE TaskTag
    ALTER COLUMN public_status DROP DEFAULT,
    ALTER COLUMN token DROP DEFAULT,
    DROP KEY ix_task_tag_opened,
    ADD KEY ix_task_tag_opened (tag, public_status, opened_at, task_id),
    ADD KEY ix_task_tag_deadline (tag, public_status, claim_deadline, task_id),
    ADD KEY ix_task_tag_price (tag, public_status, token, task_price, task_id),
    ADD KEY ix_task_tag_token_opened (tag, public_status, token, opened_at, task_id),
    ADD KEY ix_task_tag_token_deadline (tag, public_status, token, claim_deadline, task_id);
