/** Signatures and what follows from them. */
@NullMarked
package io.guildhall.task.work;

import org.jspecify.annotations.NullMarked;
