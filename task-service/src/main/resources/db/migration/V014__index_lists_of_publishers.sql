-- One publisher's tasks in each order. Without the status, which changes often: what has another one is passed over.
ALTER TABLE Task
    ADD KEY ix_task_publisher_price (publisher_id, token, task_price, task_id),
    ADD KEY ix_task_publisher_deadline (publisher_id, claim_deadline, task_id);
