/** Rules of tasks, without Spring. */
@NullMarked
package io.guildhall.task.market;

import org.jspecify.annotations.NullMarked;
