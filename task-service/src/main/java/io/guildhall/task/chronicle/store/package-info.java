/** The chain's events and the money that moved, in the database. */
@NullMarked
package io.guildhall.task.chronicle.store;

import org.jspecify.annotations.NullMarked;
