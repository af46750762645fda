/** The stream in the database. */
@NullMarked
package io.guildhall.task.timeline.store;

import org.jspecify.annotations.NullMarked;
