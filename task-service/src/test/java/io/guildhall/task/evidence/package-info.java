/** Files as they are looked at, without Spring. */
@NullMarked
package io.guildhall.task.evidence;

import org.jspecify.annotations.NullMarked;
