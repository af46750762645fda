/** The task service: tasks, claims, submissions, disputes, reviews. */
@NullMarked
package io.guildhall.task;

import org.jspecify.annotations.NullMarked;
