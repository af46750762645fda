-- What has no end yet is counted at every scrape.
CREATE INDEX ix_command_open ON Command (status, created_at);
