-- Events that wait for Kafka. The id is given by the database and not by the application, because it must follow the
-- order of commits of one aggregate: clocks of two replicas differ, a counter under the aggregate's lock does not.
CREATE TABLE OutboxEvent (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    shard       TINYINT      NOT NULL,
    event_id    CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    topic       VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_key   VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    type        VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload     MEDIUMBLOB   NOT NULL,
    traceparent CHAR(55)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at  TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    KEY ix_outbox_event_shard (shard, id)
);

-- Refused events, and the later ones of the same key that wait behind them. Same ids, so that they can return in order.
CREATE TABLE OutboxHeldEvent (
    id          BIGINT       NOT NULL,
    shard       TINYINT      NOT NULL,
    event_id    CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    topic       VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_key   VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    type        VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload     MEDIUMBLOB   NOT NULL,
    traceparent CHAR(55)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at  TIMESTAMP(6) NOT NULL,
    held_at     TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    reason      VARCHAR(500) NULL COMMENT 'why Kafka refused it; null for one that only waits behind a refused one',
    PRIMARY KEY (id),
    KEY ix_outbox_held_event_key (shard, topic, event_key, id)
);

-- One row per shard: its lock is the lease to relay the shard's events. The number of shards is part of the schema and
-- not a setting, so that two replicas can never disagree about it.
CREATE TABLE OutboxShard (
    id   TINYINT NOT NULL,
    held INT     NOT NULL DEFAULT 0 COMMENT 'rows of OutboxHeldEvent in this shard',
    PRIMARY KEY (id)
);
INSERT INTO OutboxShard (id) VALUES (0), (1), (2), (3);
