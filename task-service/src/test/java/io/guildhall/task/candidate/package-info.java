/** Who may ask and who may choose. */
@NullMarked
package io.guildhall.task.candidate;

import org.jspecify.annotations.NullMarked;
