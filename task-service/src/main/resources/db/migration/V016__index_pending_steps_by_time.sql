-- Steps that the chain has not answered for long are asked about every minute: few of very many tasks.
ALTER TABLE Task ADD KEY ix_task_pending_since (pending_since);
