/** Clocks that ran out. */
@NullMarked
package io.guildhall.task.timer;

import org.jspecify.annotations.NullMarked;
