/** Whatever keeps files, held to the same promises. */
@NullMarked
package io.guildhall.task.evidence.store;

import org.jspecify.annotations.NullMarked;
