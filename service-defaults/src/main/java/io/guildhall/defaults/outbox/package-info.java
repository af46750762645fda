/**
 * Events leave with the state that caused them: written in its transaction, relayed to Kafka after it.
 *
 * <p>The rules, each with the failure that it prevents:
 *
 * <ul>
 *   <li>Append while the aggregate is locked or versioned. The row's number comes from the database at that moment,
 *       so numbers of one key rise in the order of its commits. Numbers from the application would follow the clocks
 *       of replicas.
 *   <li>A key lives in one shard, and a shard is relayed by who holds the lock of its row. The lock dies with its
 *       connection (killed replica: at once; one that stands still: when MySQL ends the session after the lease
 *       timeout), so no clock and no heartbeat decide.
 *   <li>Read committed, locks by primary key, and rows that nobody else updates: the relay cannot deadlock with
 *       business transactions, which only insert.
 *   <li>A round ends with the producer's verdict on every event; only durable ones are deleted, in the transaction
 *       that holds the lease. A crash before that sends them again under the same {@code ce_id}; consumers use the
 *       inbox. Whoever repeats starts where everything earlier is durable, so that first arrivals keep their order.
 *   <li>When a record times out, the whole producer is closed at once, lest it deliver later ones of the same key.
 *   <li>What Kafka refuses for good is set aside with an alarm, and only its key waits behind it. Outages, missing
 *       rights and missing topics are nobody's poison: everything waits, and the backlog alarm rings.
 *   <li>Rows are deleted when they are sent, so the table holds only what waits; set-aside rows stay until a person
 *       replays or discards them.
 * </ul>
 */
@NullMarked
package io.guildhall.defaults.outbox;

import org.jspecify.annotations.NullMarked;
