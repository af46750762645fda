CREATE TABLE AuditEvent (
    -- 1, 2, 3, …: a missing number shows that a row was taken away.
    position       BIGINT       NOT NULL,
    -- CloudEvents id.
    event_id       VARCHAR(100) NOT NULL COLLATE utf8mb4_bin,
    action         VARCHAR(100) NOT NULL COLLATE utf8mb4_bin,
    service        VARCHAR(100) NOT NULL COLLATE utf8mb4_bin,
    actor_id       BIGINT       NULL,
    subject        VARCHAR(200) NOT NULL COLLATE utf8mb4_bin,
    outcome        VARCHAR(20)  NOT NULL COLLATE ascii_bin,
    client_address VARCHAR(45)  NULL COLLATE ascii_bin,
    trace_id       VARCHAR(64)  NULL COLLATE ascii_bin,
    -- A JSON object, kept as text: its bytes are under the seal.
    details        MEDIUMTEXT   NOT NULL COLLATE utf8mb4_bin,
    occurred_at    DATETIME(6)  NOT NULL,
    -- Keyed hash over the seal before and everything above.
    seal           CHAR(43)     NOT NULL COLLATE ascii_bin,
    PRIMARY KEY (position),
    UNIQUE KEY uk_audit_event_event (event_id),
    KEY ix_audit_event_time (occurred_at, position),
    KEY ix_audit_event_action (action, occurred_at, position),
    KEY ix_audit_event_actor (actor_id, occurred_at, position),
    KEY ix_audit_event_subject (subject, occurred_at, position),
    KEY ix_audit_event_outcome (outcome, occurred_at, position)
);
