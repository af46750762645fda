/** A task as one reader sees it. */
@NullMarked
package io.guildhall.task.page;

import org.jspecify.annotations.NullMarked;
