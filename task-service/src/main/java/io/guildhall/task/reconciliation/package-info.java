/** Compares what tasks are here with what they are on the chain. */
@NullMarked
package io.guildhall.task.reconciliation;

import org.jspecify.annotations.NullMarked;
