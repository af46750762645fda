/** How lists of tasks are read. */
@NullMarked
package io.guildhall.task.market.store;

import org.jspecify.annotations.NullMarked;
