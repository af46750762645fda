/** Admins check tasks before they are funded. */
@NullMarked
package io.guildhall.task.review;

import org.jspecify.annotations.NullMarked;
