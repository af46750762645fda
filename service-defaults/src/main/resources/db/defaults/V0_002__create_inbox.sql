-- Events that had their effect. The primary key is the guard; being primary, a second insert locks one record and no gap.
CREATE TABLE InboxEvent (
    consumer    VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_id    VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    received_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    deliveries  INT          NOT NULL DEFAULT 1,
    PRIMARY KEY (consumer, event_id),
    KEY ix_inbox_event_received_at (received_at)
);
