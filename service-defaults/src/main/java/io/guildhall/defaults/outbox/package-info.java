/** Events leave with the state that caused them: written in its transaction, relayed to Kafka after it. */
@NullMarked
package io.guildhall.defaults.outbox;

import org.jspecify.annotations.NullMarked;
