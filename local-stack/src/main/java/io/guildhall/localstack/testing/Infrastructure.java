package io.guildhall.localstack.testing;

/** What a test may ask for. */
public enum Infrastructure {
    /** MySQL: a schema and an account of its own for each application context. */
    MYSQL,
    /** Redis: a logical database of its own for each application context. */
    REDIS,
    /** Kafka, shared by all contexts: tests tell their records apart by key. */
    KAFKA,
    /** The mail server, shared by all contexts: tests tell their mails apart by address. */
    MAIL,
    /** The development chain. */
    CHAIN,
    /** The project's contracts on the development chain; brings the chain. */
    CONTRACTS
}
