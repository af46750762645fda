/** What happened to a task, as one ordered stream. */
@NullMarked
package io.guildhall.task.timeline;

import org.jspecify.annotations.NullMarked;
