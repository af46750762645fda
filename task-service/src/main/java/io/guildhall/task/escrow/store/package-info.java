/** Commands in the database. */
@NullMarked
package io.guildhall.task.escrow.store;

import org.jspecify.annotations.NullMarked;
