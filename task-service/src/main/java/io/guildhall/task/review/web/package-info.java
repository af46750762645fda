/** The queue of tasks that wait for their check. */
@NullMarked
package io.guildhall.task.review.web;

import org.jspecify.annotations.NullMarked;
