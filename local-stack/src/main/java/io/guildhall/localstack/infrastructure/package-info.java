/**
 * MySQL, Redis, Kafka, mail and a development chain as servers that can be started, stopped, killed and brought back. The
 * local stack and the integration tests use the same ones.
 */
@NullMarked
package io.guildhall.localstack.infrastructure;

import org.jspecify.annotations.NullMarked;
