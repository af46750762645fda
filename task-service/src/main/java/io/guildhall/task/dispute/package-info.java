/** Disputes: what both sides say, what the arbiter decides. */
@NullMarked
package io.guildhall.task.dispute;

import org.jspecify.annotations.NullMarked;
