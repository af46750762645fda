/** How events make a story, without Spring. */
@NullMarked
package io.guildhall.task.chronicle;

import org.jspecify.annotations.NullMarked;
