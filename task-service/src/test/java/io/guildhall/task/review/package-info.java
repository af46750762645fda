/** Who may check what. */
@NullMarked
package io.guildhall.task.review;

import org.jspecify.annotations.NullMarked;
