/** How work is written and found. */
@NullMarked
package io.guildhall.task.work.store;

import org.jspecify.annotations.NullMarked;
