/** What publisher and worker sign about a task, and what the worker hands in. */
@NullMarked
package io.guildhall.task.work;

import org.jspecify.annotations.NullMarked;
