/** Drift and its repair. */
@NullMarked
package io.guildhall.task.reconciliation;

import org.jspecify.annotations.NullMarked;
