package io.guildhall.localstack.infrastructure;

/** Who runs the servers. What it hands out does not run yet. */
public interface Backend {
    /** MySQL 8. */
    MySqlServer mysql(Place place);

    /** Redis. */
    RedisServer redis(Place place);

    /** Kafka in KRaft mode. */
    KafkaServer kafka(Place place);

    /**
     * The mail server.
     *
     * @param pagePort where its page is
     */
    MailServer mail(Place place, int pagePort);

    /** The development chain. */
    ChainNode chain(Place place);
}
