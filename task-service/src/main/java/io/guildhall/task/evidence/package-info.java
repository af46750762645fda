/** Files that people hand in as evidence. */
@NullMarked
package io.guildhall.task.evidence;

import org.jspecify.annotations.NullMarked;
