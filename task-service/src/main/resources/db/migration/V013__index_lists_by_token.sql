-- Lists of one token in the orders that have nothing to do with it. A list of all statuses is put together of those of each.
ALTER TABLE Task
    DROP KEY ix_task_opened,
    ADD KEY ix_task_public_token_opened (public_status, token, opened_at, task_id),
    ADD KEY ix_task_public_token_deadline (public_status, token, claim_deadline, task_id);
