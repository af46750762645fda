/** The copies in the database. */
@NullMarked
package io.guildhall.task.player.store;

import org.jspecify.annotations.NullMarked;
